using System.Text.RegularExpressions;
using MycoPod.Core.Inventory;
using MycoPod.Reconciler.Planning.BuiltIn.World;

namespace MycoPod.Reconciler.Planning.BuiltIn.Drafts;

/// <summary>Finds what a new guest of a system is made from: templates, CDs, cloud images. The newest that fits.</summary>
internal static partial class Origins
{
    /// <summary>Templates of guests, the newest first.</summary>
    /// <param name="system">As in "ubuntu" or "ubuntu 22.04".</param>
    public static IReadOnlyList<Guest> Templates(Cluster cluster, GuestKind kind, string system) =>
        [.. cluster.Inventory.Guests.Where(g => g.IsTemplate && g.Kind == kind && IsOf(g.Name, system)).OrderByDescending(g => VersionOf(g.Name, system))];

    /// <summary>Container templates that some online node has, the newest first; none of appliances.</summary>
    public static IReadOnlyList<ContainerTemplate> ContainerTemplates(Cluster cluster, string system, string? node) =>
        [.. cluster.Inventory.Templates.Where(t => (node is null || Cluster.Same(t.Node.Value, node)) && !t.FileName.Contains("turnkey", StringComparison.Ordinal) && IsOf(t.FileName, system)).OrderByDescending(t => VersionOf(t.FileName, system)).ThenByDescending(t => t.FileName, StringComparer.Ordinal)];

    /// <summary>Installation CDs.</summary>
    public static IReadOnlyList<StorageImage> Isos(Cluster cluster, string system, string? node) =>
        [.. cluster.Inventory.Images.Where(i => i.Content == "iso" && (node is null || Cluster.Same(i.Node.Value, node)) && IsOf(i.FileName, system) && !i.FileName.StartsWith("virtio", StringComparison.OrdinalIgnoreCase)).OrderByDescending(i => VersionOf(i.FileName, system))];

    /// <summary>The template's file in the list that Proxmox keeps, or null.</summary>
    public static string? Listed(Cluster cluster, NodeName node, string system) => cluster.Rows($"/nodes/{node}/aplinfo")
        .Select(r => r.TryGetProperty("template", out var template) ? template.GetString() : null).OfType<string>()
        .Where(t => !t.Contains("turnkey", StringComparison.Ordinal) && IsOf(t, system)).MaxBy(t => (VersionOf(t, system), t));

    /// <summary>Whether a file or template is of a system: "ubuntu 22.04" is in ubuntu-2204-template, and win in Win11_24H2.</summary>
    private static bool IsOf(string name, string system)
    {
        var (family, release) = Split(system);
        var plain = name.ToLowerInvariant();
        if (!plain.Contains(family == "windows" ? "win" : family, StringComparison.Ordinal) || (family == "windows" && plain.Contains("virtio", StringComparison.Ordinal))) return false;
        return release.Length == 0 || Release(plain, family) is { } known && (known == Plain(release) || known.StartsWith(Plain(release), StringComparison.Ordinal));
    }

    private static decimal VersionOf(string name, string system) =>
        Digits(name.ToLowerInvariant(), Split(system).Family) is { } text ? Order(text) : 0;

    /// <summary>3.20 is newer than 3.9, and 2404 is 24.04.</summary>
    private static decimal Order(string text)
    {
        var parts = text.Contains('.', StringComparison.Ordinal) ? text.Split('.') : text.Length == 4 ? [text[..2], text[2..]] : [text];
        return (decimal.Parse(parts[0]) * 1000) + (parts.Length > 1 ? decimal.Parse(parts[1]) : 0);
    }

    private static (string Family, string Release) Split(string system) => system.Split(' ', 2) is [var family, var release] ? (family, release) : (system, "");

    private static string Plain(string release) => release.Replace(".", "", StringComparison.Ordinal);

    /// <summary>The release's digits without dots.</summary>
    private static string? Release(string name, string family) => Digits(name, family) is { } digits ? Plain(digits) : null;

    private static string? Digits(string name, string family)
    {
        var start = name.IndexOf(family == "windows" ? "win" : family, StringComparison.Ordinal);
        if (start < 0) return null;
        var match = ReleaseDigits().Match(name, start);
        return match.Success ? match.Groups["release"].Value : null;
    }

    [GeneratedRegex(@"(?<release>\d{1,2}(\.\d{1,2})?|\d{3,4})(?!\d)")]
    private static partial Regex ReleaseDigits();
}
