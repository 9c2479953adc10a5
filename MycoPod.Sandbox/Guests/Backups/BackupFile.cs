using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests.Backups;

/// <summary>A backup that is being written.</summary>
internal sealed class BackupFile(Guest guest, StorageDefinition storage, string? compression, DateTimeOffset start)
{
    private const long EmptySize = 72952;

    private static readonly HashSet<string> NotSaved = new(["lock", "parent", "digest"], StringComparer.Ordinal);

    public StorageDefinition Storage => storage;

    public string Name => $"vzdump-{guest.Kind.Type()}-{guest.Vmid}-{start:yyyy_MM_dd-HH_mm_ss}.{Format}";

    public string Path => $"{storage.Path}/dump/{Name}";

    public string VolumeId => $"{storage.Id}:backup/{Name}";

    /// <summary>A machine of which nothing was ever written makes a small file.</summary>
    public long Size => guest.Kind == GuestKind.Lxc ? 103 << 20 : EmptySize;

    private string Format => (guest.Kind == GuestKind.Lxc ? "tar" : "vma") + compression switch
    {
        "zstd" => ".zst",
        "gzip" => ".gz",
        "lzo" or "1" => ".lzo",
        _ => "",
    };

    public Volume ToVolume(string node) => new(VolumeId, "backup", Format, Size, start)
    {
        Node = storage.IsShared ? null : node,
        Vmid = guest.Vmid,
        Used = Size,
    };

    public GuestBackup ToBackup(ClusterDocument cluster)
    {
        var config = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in guest.Config.Where(entry => !NotSaved.Contains(entry.Key) && !entry.Key.StartsWith("unused", StringComparison.Ordinal)))
            config[name] = value;
        var disks = guest.Disks()
            .Select(disk => (disk.Key, Volume: cluster.FindVolume(guest, disk.Value)))
            .Where(disk => disk.Volume is not null)
            .ToDictionary(disk => disk.Key, disk => new BackedUpDisk(disk.Volume?.Size ?? 0, disk.Volume?.Format ?? "raw", disk.Volume?.HasSystem ?? false), StringComparer.Ordinal);
        return new(VolumeId, guest.Kind, config, disks);
    }
}
