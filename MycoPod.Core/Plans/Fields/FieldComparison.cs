using System.Globalization;

namespace MycoPod.Core.Plans.Fields;

/// <summary>Tells whether a value means what was asked for, however the server writes it.</summary>
internal static class FieldComparison
{
    private static readonly char[] Separators = [',', ';', ' ', '\n'];

    public static bool IsMet(Field wanted, string? actual) => wanted switch
    {
        { Shape: FieldShape.Flag } => IsOn(wanted, wanted.Value) == IsOn(wanted, actual),
        { Value: null } => string.IsNullOrEmpty(actual),
        { Value: "" } => string.IsNullOrEmpty(actual),
        _ when actual is null => false,
        { Shape: FieldShape.Set } => Items(wanted.Value).SetEquals(Items(actual)),
        { Shape: FieldShape.Properties } => Pairs(wanted.Value).All(Pairs(actual).Contains) && !Keys(actual).Any(wanted.Gone.Contains),
        { Shape: FieldShape.WholeProperties } => Pairs(wanted.Value).SetEquals(Pairs(actual)),
        { Shape: FieldShape.Disk } => IsDisk(wanted.Value, actual),
        { Shape: FieldShape.Address } => WithoutFullPrefix(wanted.Value) == WithoutFullPrefix(actual),
        { Shape: FieldShape.Holding } => actual.Contains(wanted.Value, StringComparison.Ordinal),
        _ => wanted.Value.TrimEnd('\n') == actual.TrimEnd('\n') || IsSameNumber(wanted.Value, actual),
    };

    public static IEnumerable<string> Keys(string properties) => properties.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')[0]);

    /// <summary>The server keeps a firewall's macro as its own list writes it, and one address without the length of its prefix.</summary>
    public static bool IsSameWord(string actual, string wanted, string key) => key switch
    {
        "macro" => string.Equals(actual, wanted, StringComparison.OrdinalIgnoreCase),
        "cidr" or "source" or "dest" => WithoutFullPrefix(actual) == WithoutFullPrefix(wanted),
        _ => actual == wanted,
    };

    private static string WithoutFullPrefix(string address) => address.Contains(':', StringComparison.Ordinal) ? Without(address, "/128") : Without(address, "/32");

    private static string Without(string address, string length) => address.EndsWith(length, StringComparison.Ordinal) ? address[..^length.Length] : address;

    private static bool IsOn(Field field, string? value) => value is null or "" ? field.IsOnByDefault : value is "1" or "true";

    private static HashSet<string> Items(string text) =>
        text.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Addresses and sizes are written in more than one way; nothing else here depends on the case of letters.</summary>
    private static HashSet<string> Pairs(string text) =>
        text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Normal).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static string Normal(string pair) => pair.StartsWith("size=", StringComparison.Ordinal) && DiskSize.Bytes(pair[5..]) is { } bytes ? $"size={bytes}" : pair;

    /// <summary>A size of null in the wish, as for a drive whose size its content decides, is met by any.</summary>
    private static bool IsDisk(string wanted, string actual)
    {
        var storage = wanted[..(wanted.IndexOf(':', StringComparison.Ordinal) + 1)];
        var size = wanted[storage.Length..].Split(',')[0];
        return storage.Length > 1
            && actual.StartsWith(storage, StringComparison.Ordinal)
            && (size == "0" || Pairs(actual).Contains($"size={DiskSize.Bytes($"{size}G")}"));
    }

    private static bool IsSameNumber(string wanted, string actual) =>
        decimal.TryParse(wanted, NumberStyles.Number, CultureInfo.InvariantCulture, out var first)
        && decimal.TryParse(actual, NumberStyles.Number, CultureInfo.InvariantCulture, out var second)
        && first == second;
}
