using System.Text.RegularExpressions;

namespace MycoPod.Sandbox.State;

/// <summary>Sizes as configuration files write them: 8G, 512M, 1T.</summary>
internal static partial class DiskSizes
{
    private const string Units = "KMGT";

    public static bool IsValid(string text) => Shape().IsMatch(text);

    public static long Parse(string text)
    {
        var unit = Units.IndexOf(text[^1], StringComparison.Ordinal);
        var number = double.Parse(unit < 0 ? text : text[..^1]);
        return (long)(number * Math.Pow(1024, unit + 1));
    }

    /// <summary>The largest unit that divides the size.</summary>
    public static string Format(long bytes)
    {
        var unit = 0;
        while (unit < Units.Length && bytes % 1024 == 0 && bytes > 0)
        {
            bytes /= 1024;
            unit++;
        }

        return unit == 0 ? $"{bytes}" : $"{bytes}{Units[unit - 1]}";
    }

    [GeneratedRegex(@"^\d+(\.\d+)?[KMGT]?$")]
    private static partial Regex Shape();
}
