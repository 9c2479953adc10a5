using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Guests.Containers;

/// <summary>Copies of a container's volumes: a new file system, and rsync.</summary>
internal sealed class VolumeCopy(GuestTasks tasks, TaskWorker worker)
{
    private static readonly string[] Transfer =
    [
        "",
        "Number of files: 8,278 (reg: 6,477, dir: 937, link: 864)",
        "Number of created files: 8,276 (reg: 6,477, dir: 935, link: 864)",
        "Number of deleted files: 0",
        "Number of regular files transferred: 6,475",
        "Total file size: 252,274,646 bytes",
        "Total transferred file size: 248,453,458 bytes",
        "Literal data: 248,453,458 bytes",
        "Matched data: 0 bytes",
        "File list size: 524,254",
        "File list generation time: 0.003 seconds",
        "File list transfer time: 0.000 seconds",
        "Total bytes sent: 249,001,863",
        "Total bytes received: 130,811",
        "",
        "sent 249,001,863 bytes  received 130,811 bytes  71,180,764.00 bytes/sec",
        "total size is 252,274,646  speedup is 1.01",
    ];

    /// <param name="storageId">None means the source's own.</param>
    public async Task<Volume> CopyAsync(Volume source, string? storageId, string node, long vmid)
    {
        var volume = await MakeAsync(source.Size, storageId ?? source.Storage, node, vmid);
        await worker.WorkAsync(3);
        foreach (var line in Transfer)
            worker.Log(line);
        return volume;
    }

    /// <summary>An empty volume with a file system on it.</summary>
    public async Task<Volume> MakeAsync(long size, string storageId, string node, long vmid)
    {
        var (storage, volume) = tasks.State.Change(cluster =>
        {
            var storage = cluster.RequireStorage(storageId);
            return (storage, cluster.Allocate(new VolumeDraft(storage, node, vmid, "raw", size) { Content = "rootdir" }, tasks.Now));
        });
        await worker.LogAsync(VolumeLog.Allocated(storage, volume), 0.4);
        foreach (var line in VolumeLog.Formatted(size))
            await worker.LogAsync(line, 0.1);
        return volume;
    }

    public async Task<Volume> LinkAsync(Volume source, string node, long vmid)
    {
        var (storage, volume) = tasks.State.Change(cluster =>
        {
            var storage = cluster.RequireStorage(source.Storage);
            return (storage, cluster.Allocate(new VolumeDraft(storage, node, vmid, source.Format, source.Size) { Content = "rootdir", Parent = source.Id }, tasks.Now));
        });
        await worker.LogAsync(VolumeLog.Allocated(storage, volume), 0.5);
        return volume;
    }
}
