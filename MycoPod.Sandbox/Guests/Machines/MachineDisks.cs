using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Guests.Machines;

/// <summary>PUT …/resize and POST …/move_disk.</summary>
internal sealed class MachineDisks(GuestTasks tasks, Permissions permissions)
{
    /// <summary>Everything is checked in the task.</summary>
    public ApiAnswer Resize(ApiCall call)
    {
        GuestPower.RequireRootForSkipLock(call);
        return tasks.BeginLocked(call, GuestKind.Qemu, "resize", async worker =>
        {
            var (before, after) = tasks.State.Read(cluster => CheckResize(cluster, call));
            if (before.Size == after.Size)
                return;
            await DiskResize.RunAsync(tasks, worker, before, after);
            tasks.State.Change(cluster =>
            {
                var guest = cluster.Require(call.Node, GuestKind.Qemu, call.Vmid);
                DiskResize.Write(cluster, guest, call.Parameters.Text("disk"), after);
            });
        });
    }

    public async ValueTask<ApiAnswer> MoveAsync(ApiCall call)
    {
        if (call.Parameters.Has("target-vmid"))
            throw ApiException.Failure("the sandbox reassigns no disks");
        if (call.Parameters.OptionalText("storage") is not { } storage)
            throw ApiException.BadParameters(new Dictionary<string, string>(StringComparer.Ordinal) { ["storage"] = "either set 'storage' or 'target-vmid'", ["target-vmid"] = "either set 'storage' or 'target-vmid'" });
        permissions.Require(call.Caller, $"/storage/{storage}", "Datastore.AllocateSpace");

        return await tasks.LockedAsync(call, GuestKind.Qemu, () =>
        {
            tasks.State.Read(cluster => CheckMove(cluster, call, storage));
            return tasks.BeginLocked(call, GuestKind.Qemu, "qmmove", worker => MoveAsync(worker, call, storage));
        });
    }

    private (Volume Before, Volume After) CheckResize(ClusterDocument cluster, ApiCall call)
    {
        var guest = cluster.Require(call.Node, GuestKind.Qemu, call.Vmid);
        guest.RequireDigest(call.Parameters.OptionalText("digest"));
        if (!call.Parameters.Flag("skiplock"))
            guest.RequireUnlocked();
        var volume = RequireDisk(cluster, guest, call.Parameters.Text("disk"), "resize");
        if (guest.Snapshots.Count > 0 && volume.Format == "qcow2")
            throw ApiException.Failure($"can't resize volume: {call.Parameters.Text("disk")} if snapshot exists");
        permissions.Require(call.Caller, $"/storage/{volume.Storage}", "Datastore.AllocateSpace");
        var size = DiskResize.NewSize(volume, call.Parameters.Text("size"));
        return size < volume.Size ? throw ApiException.Failure("shrinking disks is not supported") : (volume, volume with { Size = size });
    }

    private static Volume CheckMove(ClusterDocument cluster, ApiCall call, string storage)
    {
        var guest = cluster.Require(call.Node, GuestKind.Qemu, call.Vmid);
        guest.RequireUnlocked();
        if (call.Parameters.OptionalText("digest") is { } digest && digest != GuestConfigView.Digest(guest))
            throw ApiException.Failure("VM config checksum mismatch (file change by other user?)");
        var disk = call.Parameters.Text("disk");
        var volume = RequireDisk(cluster, guest, disk, "move");
        var target = cluster.RequireStorage(storage);
        if (volume.Storage == storage && (call.Parameters.OptionalText("format") ?? volume.Format) == volume.Format)
            throw ApiException.Failure("you can't move to the same storage with same format");
        if (!target.Holds("images"))
            throw ApiException.Failure($"storage '{storage}' does not support content-type 'images'");
        if (call.Parameters.Flag("delete") && guest.IsInSnapshot(volume.Id))
            throw ApiException.Failure("you can't move a disk with snapshots and delete the source");
        return volume;
    }

    private static Volume RequireDisk(ClusterDocument cluster, Guest guest, string disk, string verb)
    {
        if (guest.Config.GetValueOrDefault(disk) is not { } value)
            throw ApiException.Failure($"disk '{disk}' does not exist");
        if (GuestVolumes.IsCdrom(value) && !GuestVolumes.IsCloudInit(value))
            throw ApiException.Failure($"you can't {verb} a cdrom");
        return cluster.FindVolume(guest, value) ?? throw ApiException.Failure($"disk '{disk}' has no associated volume");
    }

    private async Task MoveAsync(TaskWorker worker, ApiCall call, string storage)
    {
        var disk = call.Parameters.Text("disk");
        var source = tasks.State.Read(cluster => CheckMove(cluster, call, storage));
        var isRunning = tasks.State.Read(cluster => cluster.Require(call.Node, GuestKind.Qemu, call.Vmid).IsRunning);
        var copy = await new DiskCopy(tasks, worker).CopyAsync(disk, source, call.Node, call.Vmid, new(storage, call.Parameters.OptionalText("format"), isRunning));
        tasks.State.Change(cluster =>
        {
            var guest = cluster.Require(call.Node, GuestKind.Qemu, call.Vmid);
            guest.Config[disk] = DiskCopy.WithVolume(guest.Config[disk], copy.Id);
            if (call.Parameters.Flag("delete"))
                cluster.Volumes.RemoveAll(volume => volume.Id == source.Id && guest.Owns(volume));
            else
                guest.AddUnused(source.Id);
        });
        if (call.Parameters.Flag("delete") && tasks.State.Read(cluster => cluster.FindStorage(source.Storage)) is { } old && VolumeLog.Removed(old, source) is { } line)
            worker.Log(line);
    }
}
