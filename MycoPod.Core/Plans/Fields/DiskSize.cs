using System.Globalization;

namespace MycoPod.Core.Plans.Fields;

/// <summary>Sizes of disks as Proxmox writes them (format disk-size): <c>32G</c>, <c>512M</c>; without unit in bytes.</summary>
public static class DiskSize
{
    private const string Units = "KMGT";

    /// <summary>The size within a disk's properties, as in <c>local-lvm:vm-101-disk-0,size=32G</c>; null where there is none.</summary>
    public static long? OfProperties(string text) =>
        text.Split(',').FirstOrDefault(p => p.StartsWith("size=", StringComparison.Ordinal)) is { } size ? Bytes(size[5..]) : null;

    /// <summary>"32 GiB", "1.5 GiB" or "512 MiB".</summary>
    public static string Say(long bytes) => Size.OfMiB((int)(bytes / (1 << 20)));

    /// <returns>Null where it is no size.</returns>
    public static long? Bytes(string text)
    {
        var unit = text.Length == 0 ? -1 : Units.IndexOf(text[^1], StringComparison.Ordinal);
        var digits = unit < 0 ? text : text[..^1];
        return decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number < 1_000_000_000
            ? (long)(number * (1L << (10 * (unit + 1))))
            : null;
    }
}
