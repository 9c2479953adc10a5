using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Guests;

/// <summary>Copies of a machine's disks: whole ones, and linked ones that read from a template's disk.</summary>
internal sealed class DiskCopy(GuestTasks tasks, TaskWorker worker)
{
    public async Task<Volume> CopyAsync(string disk, Volume source, string node, long vmid, CopyWish wish)
    {
        worker.Log($"create full clone of drive {disk} ({source.Id})");
        var (storage, volume) = tasks.State.Change(cluster =>
        {
            var storage = cluster.RequireStorage(wish.Storage ?? source.Storage);
            var format = wish.Format ?? (storage.HoldsFiles ? source.Format : "raw");
            var purpose = GuestVolumes.IsCloudInit(source.Id) ? "cloudinit" : VolumeDraft.Disk;
            return (storage, cluster.Allocate(new VolumeDraft(storage, node, vmid, format, source.Size) { HasSystem = source.HasSystem, Purpose = purpose }, tasks.Now));
        });
        worker.Log(VolumeLog.Allocated(storage, volume));
        if (wish.IsRunning)
            await MirrorAsync(disk, volume.Size);
        else
            await TransferAsync(volume.Size);
        return volume;
    }

    public async Task<Volume> LinkAsync(string disk, Volume source, string node, long vmid)
    {
        worker.Log($"create linked clone of drive {disk} ({source.Id})");
        var (storage, volume) = tasks.State.Change(cluster =>
        {
            var storage = cluster.RequireStorage(source.Storage);
            return (storage, cluster.Allocate(new VolumeDraft(storage, node, vmid, storage.HoldsFiles ? "qcow2" : "raw", source.Size) { HasSystem = source.HasSystem, Parent = source.Id }, tasks.Now));
        });
        if (!storage.HoldsFiles)
        {
            await worker.LogAsync(VolumeLog.Allocated(storage, volume), 0.5);
            return volume;
        }

        var (name, parent) = (Path.GetFileName(volume.Id), VolumeAllocation.NameOf(source.Id));
        worker.Log($"clone {parent}: images, {name}, {vmid} to {name} (base=../{parent})");
        await worker.LogAsync(VolumeLog.Allocated(storage, Named(volume, $"{storage.Id}:{vmid}/{name}"), $"../{parent}"), 0.5);
        return volume;
    }

    /// <summary>A drive's value with another volume in it.</summary>
    public static string WithVolume(string value, string volumeId)
    {
        var comma = value.IndexOf(',', StringComparison.Ordinal);
        return comma < 0 ? volumeId : volumeId + value[comma..];
    }

    private static Volume Named(Volume volume, string id) => volume with { Id = id };

    private async Task TransferAsync(long size)
    {
        await worker.LogAsync($"transferred 0.0 B of {VolumeLog.Bytes(size)} (0.00%)", 2);
        worker.Log($"transferred {VolumeLog.Bytes(size)} of {VolumeLog.Bytes(size)} (100.00%)");
    }

    private async Task MirrorAsync(string disk, long size)
    {
        var all = VolumeLog.Bytes(size);
        worker.Log($"drive mirror is starting for drive-{disk}");
        await worker.LogAsync($"drive-{disk}: transferred 0.0 B of {all} (0.00%) in 0s", 1);
        await worker.LogAsync($"drive-{disk}: transferred {all} of {all} (100.00%) in 1s", 1);
        worker.Log($"drive-{disk}: transferred {all} of {all} (100.00%) in 2s, ready");
        worker.Log("all 'mirror' jobs are ready");
        worker.Log("suspend vm");
        worker.Log($"drive-{disk}: Cancelling block job");
        await worker.LogAsync($"drive-{disk}: Done.", 0.2);
        worker.Log("resume vm");
    }
}
