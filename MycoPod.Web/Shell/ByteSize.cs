using System.Globalization;

namespace MycoPod.Web.Shell;

/// <summary>A number of bytes as people read it: two digits where they tell something, as in "142 GiB" or "5.1 TiB".</summary>
internal static class ByteSize
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

    public static string Text(long bytes)
    {
        var (value, unit) = ((double)bytes, 0);
        for (; Math.Round(value) >= 1024 && unit < Units.Length - 1; unit++) value /= 1024;
        var digits = value < 9.95 && unit > 0 ? "0.#" : "0";
        return $"{value.ToString(digits, CultureInfo.InvariantCulture)} {Units[unit]}";
    }
}
