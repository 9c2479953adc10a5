using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests;

/// <summary>What the tools write that make and remove a container's volumes.</summary>
internal static class VolumeLog
{
    private const long BlockSize = 4096;
    private const long GroupBlocks = 32768;

    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB"];

    public static string Allocated(StorageDefinition storage, Volume volume, string? backing = null)
    {
        var name = VolumeAllocation.NameOf(volume.Id);
        if (!storage.HoldsFiles)
            return $"  Logical volume \"{name}\" created.";

        var file = $"Formatting '{storage.Path}/images/{name}', fmt={volume.Format} ";
        if (volume.Format != "qcow2")
            return file + $"size={volume.Size} preallocation=off";
        var source = backing is null ? "" : $"backing_file={backing} backing_fmt=qcow2 ";
        return file + $"cluster_size=65536 extended_l2=off {(backing is null ? "preallocation=metadata " : "")}compression_type=zlib size={volume.Size} {source}lazy_refcounts=off refcount_bits=16";
    }

    public static string? Removed(StorageDefinition storage, Volume volume) => storage.HoldsFiles
        ? null
        : $"  Logical volume \"{VolumeAllocation.NameOf(volume.Id)}\" successfully removed.";

    /// <summary>How the copying tools count: binary units, one decimal.</summary>
    public static string Bytes(double bytes)
    {
        var unit = 0;
        for (; bytes >= 1024 && unit < Units.Length - 1; unit++)
            bytes /= 1024;
        return $"{bytes:F1} {Units[unit]}";
    }

    /// <summary>The lines of mkfs.ext4.</summary>
    public static IEnumerable<string> Formatted(long size)
    {
        var blocks = size / BlockSize;
        yield return $"Creating filesystem with {blocks} 4k blocks and {blocks / 4} inodes";
        yield return $"Filesystem UUID: {Auth.AccountSeed.Secret()}";
        yield return "Superblock backups stored on blocks: ";
        yield return "\t" + string.Join(", ", BackupGroups().TakeWhile(group => group * GroupBlocks < blocks).Select(group => group * GroupBlocks));
    }

    /// <summary>Superblocks are copied to the groups 1 and the powers of 3, 5 and 7.</summary>
    private static IEnumerable<long> BackupGroups()
    {
        long three = 1, five = 5, seven = 7;
        while (true)
        {
            var next = Math.Min(three, Math.Min(five, seven));
            yield return next;
            if (next == three)
                three *= 3;
            else if (next == five)
                five *= 5;
            else
                seven *= 7;
        }
    }
}
