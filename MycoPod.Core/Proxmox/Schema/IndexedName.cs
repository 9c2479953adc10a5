using System.Globalization;
using System.Text.RegularExpressions;

namespace MycoPod.Core.Proxmox.Schema;

/// <summary>Parameters that come with a number, as <c>net0</c> is of <c>net[n]</c>. How many there may be the schema does not say (facts, annex C).</summary>
internal static partial class IndexedName
{
    private static readonly Dictionary<string, int> Counts = new(StringComparer.Ordinal)
    {
        ["net"] = 32,
        ["ide"] = 4,
        ["scsi"] = 31,
        ["virtio"] = 16,
        ["sata"] = 6,
        ["unused"] = 256,
        ["serial"] = 4,
        ["parallel"] = 3,
        ["usb"] = 14,
        ["hostpci"] = 16,
        ["numa"] = 8,
        ["ipconfig"] = 32,
        ["virtiofs"] = 10,
        ["mp"] = 256,
        ["dev"] = 256,
        ["link"] = 8,
    };

    /// <summary>What the schema says about a parameter of that name, or null.</summary>
    public static SchemaParameter? Find(IReadOnlyDictionary<string, SchemaParameter> parameters, string name)
    {
        if (parameters.TryGetValue(name, out var parameter)) return parameter;
        if (Pattern().Match(name) is not { Success: true } match || !parameters.TryGetValue($"{match.Groups[1].Value}[n]", out parameter)) return null;
        return int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture) < Counts.GetValueOrDefault(match.Groups[1].Value, int.MaxValue) ? parameter : null;
    }

    /// <summary>The name without its number.</summary>
    public static string Stem(string name) => Pattern().Match(name) is { Success: true } match ? match.Groups[1].Value : name;

    [GeneratedRegex(@"\A([a-z_-]+)(0|[1-9][0-9]{0,3})\z")]
    private static partial Regex Pattern();
}
