using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests;

/// <summary>What the tools write that make and remove a container's volumes.</summary>
internal static class VolumeLog
{
    private const long BlockSize = 4096;
    private const long GroupBlocks = 32768;

    public static string Allocated(StorageDefinition storage, Volume volume)
    {
        var name = volume.Id[(volume.Id.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return storage.HoldsFiles
            ? $"Formatting '{storage.Path}/images/{name}', fmt=raw size={volume.Size} preallocation=off"
            : $"  Logical volume \"{name}\" created.";
    }

    public static string? Removed(StorageDefinition storage, Volume volume) => storage.HoldsFiles
        ? null
        : $"  Logical volume \"{volume.Id[(volume.Id.IndexOf(':', StringComparison.Ordinal) + 1)..]}\" successfully removed.";

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
