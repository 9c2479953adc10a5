using System.Globalization;

namespace MycoPod.Core.Plans;

/// <summary>Sizes as people read them.</summary>
public static class Size
{
    /// <summary>"2 GiB", "1.5 GiB" or "700 MiB".</summary>
    public static string OfMiB(int value) => value % 512 == 0 && value >= 1024
        ? string.Create(CultureInfo.InvariantCulture, $"{value / 1024.0:0.#} GiB")
        : string.Create(CultureInfo.InvariantCulture, $"{value} MiB");
}
