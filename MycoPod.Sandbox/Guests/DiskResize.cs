using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Guests;

/// <summary>Growing a disk.</summary>
internal static class DiskResize
{
    private const long Extent = 4L << 20;

    /// <param name="text">A size, or what is added after a plus sign.</param>
    public static long NewSize(Volume volume, string text) =>
        text.StartsWith('+') ? volume.Size + DiskSizes.Parse(text[1..]) : DiskSizes.Parse(text);

    public static async Task RunAsync(GuestTasks tasks, TaskWorker worker, Volume before, Volume after)
    {
        var storage = tasks.State.Read(cluster => cluster.RequireStorage(before.Storage));
        if (storage.IsFull)
            throw new TaskFailureException(Full(storage, before));
        await worker.WorkAsync(0.5);
        if (storage.HoldsFiles)
            return;
        var name = $"{storage.Path}/{VolumeAllocation.NameOf(before.Id)}";
        worker.Log($"  Size of logical volume {name} changed from {Size(before.Size)} to {Size(after.Size)}.");
        worker.Log($"  Logical volume {name} successfully resized.");
    }

    public static void Write(ClusterDocument cluster, Guest guest, string disk, Volume after)
    {
        cluster.Volumes.RemoveAll(volume => volume.Id == after.Id && volume.Node == after.Node);
        cluster.Volumes.Add(after);
        var parts = guest.Config[disk].Split(',').Where(part => !part.StartsWith("size=", StringComparison.Ordinal)).Append($"size={DiskSizes.Format(after.Size)}");
        guest.Config[disk] = string.Join(',', parts);
    }

    private static string Size(long bytes) => $"{bytes / (double)(1L << 30):F2} GiB ({bytes / Extent} extents)";

    private static string Full(StorageDefinition storage, Volume volume) => storage.HoldsFiles
        ? $"command '/usr/bin/qemu-img resize -f {volume.Format} {storage.Path}/images/{VolumeAllocation.NameOf(volume.Id)}' failed: exit code 1"
        : $"error resizing volume '/dev/{storage.Path}/{VolumeAllocation.NameOf(volume.Id)}':   Insufficient free space";
}
