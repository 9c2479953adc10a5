using System.Globalization;
using MycoPod.Core.Plans.Fields;

namespace MycoPod.Core.Plans.Policy;

/// <summary>How large a guest is as the steps so far leave it, worked out from the calls as they will be sent.</summary>
internal sealed class PlannedSize(string name)
{
    private const long MiB = 1 << 20;
    private readonly Dictionary<string, long> disks = new(StringComparer.Ordinal);
    private long cores = 1;
    private long sockets = 1;
    private long memory = 512 * MiB;

    public string Name { get; } = name;

    /// <summary>Guests: 1. Memory and disk in bytes.</summary>
    public long Of(SizeKind what) => what switch
    {
        SizeKind.Guests => 1,
        SizeKind.Cores => cores * sockets,
        SizeKind.Memory => memory,
        _ => disks.Values.Sum(),
    };

    /// <summary>A guest's settings, or the parameters of a call that makes or changes it.</summary>
    public void Take(IEnumerable<KeyValuePair<string, string>> settings)
    {
        foreach (var (key, value) in settings) Take(key, value);
    }

    /// <param name="size">As in <c>64G</c>, or <c>+20G</c> for more.</param>
    public void Resize(string disk, string size)
    {
        if (DiskSize.Bytes(size.TrimStart('+')) is not { } bytes) return;
        disks[disk] = size.StartsWith('+') ? disks.GetValueOrDefault(disk) + bytes : bytes;
    }

    public PlannedSize CopyAs(string name)
    {
        var copy = new PlannedSize(name) { cores = cores, sockets = sockets, memory = memory };
        foreach (var (disk, bytes) in disks) copy.disks[disk] = bytes;
        return copy;
    }

    private void Take(string key, string value)
    {
        switch (key)
        {
            case "cores" when Number(value) is { } number:
                cores = number;
                break;
            case "sockets" when Number(value) is { } number:
                sockets = number;
                break;
            case "memory" when Number(value.Split(',')[0].Replace("current=", "", StringComparison.Ordinal)) is { } number:
                memory = number * MiB;
                break;
            default:
                if (IsDisk(key) && (DiskSize.OfProperties(value) ?? Allocated(value)) is { } bytes) disks[key] = bytes;
                break;
        }
    }

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < int.MaxValue ? number : null;

    private static bool IsDisk(string key) =>
        key == "rootfs" || Array.Exists((string[])["scsi", "virtio", "sata", "ide", "mp", "efidisk", "tpmstate", "unused"], bus => key.StartsWith(bus, StringComparison.Ordinal) && key.Length > bus.Length && key.AsSpan(bus.Length).IndexOfAnyExceptInRange('0', '9') < 0);

    /// <summary><c>local-lvm:32</c> makes a new volume of 32 GiB.</summary>
    private static long? Allocated(string value) =>
        value.Split(',')[0].Split(':') is [_, var size] && decimal.TryParse(size, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var gib) && gib < 1_000_000 ? (long)(gib * 1024 * MiB) : null;
}
