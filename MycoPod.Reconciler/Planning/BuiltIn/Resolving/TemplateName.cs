using MycoPod.Core.Inventory;

namespace MycoPod.Reconciler.Planning.BuiltIn.Resolving;

/// <summary>A template's file name taken apart: <c>debian-12-standard_12.7-1_amd64.tar.zst</c>.</summary>
internal sealed record TemplateName(string System, string Release, string Flavour, string Package)
{
    /// <summary>What people call it: "Debian 12".</summary>
    public string Title => TitleOf($"{System}:{Release}");

    public static string TitleOf(string system)
    {
        var parts = system.Split(':');
        var name = parts[0].Length > 0 ? char.ToUpperInvariant(parts[0][0]) + parts[0][1..] : parts[0];
        return parts.Length > 1 && parts[1].Length > 0 ? $"{name} {parts[1]}" : name;
    }

    public static TemplateName Of(ContainerTemplate template)
    {
        var parts = template.FileName.Split('_');
        var name = parts[0].Split('-', 3);
        return new(name[0].ToLowerInvariant(), name.Length > 1 ? name[1] : "", name.Length > 2 ? name[2] : "", parts.Length > 1 ? parts[1] : "");
    }

    /// <summary>Whether it is what <c>debian</c>, <c>debian:12</c>, <c>debian:12.7</c> or <c>alpine:3</c> asks for. Appliances are not.</summary>
    public bool Is(string system)
    {
        var parts = system.Split(':');
        if (parts[0] != System || Flavour.StartsWith("turnkey", StringComparison.Ordinal)) return false;
        return parts.Length == 1 || Covers(Release, parts[1]) || Covers(Package.Split('-')[0], parts[1]);
    }

    /// <summary>Newer is greater.</summary>
    public static int Compare(TemplateName one, TemplateName other)
    {
        var byRelease = CompareVersions(one.Release, other.Release);
        return byRelease != 0 ? byRelease : CompareVersions(one.Package, other.Package);
    }

    private static bool Covers(string version, string wanted) => version == wanted || version.StartsWith(wanted + ".", StringComparison.Ordinal);

    private static int CompareVersions(string one, string other)
    {
        var (left, right) = (one.Split('.', '-'), other.Split('.', '-'));
        for (var i = 0; i < Math.Max(left.Length, right.Length); i++)
        {
            var compared = NumberAt(left, i).CompareTo(NumberAt(right, i));
            if (compared != 0) return compared;
        }

        return string.CompareOrdinal(one, other);
    }

    private static long NumberAt(string[] parts, int index) => index < parts.Length && long.TryParse(parts[index], out var number) ? number : -1;
}
