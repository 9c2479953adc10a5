using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Guests.Containers;

/// <summary>PUT …/resize and POST …/move_volume (PVE/API2/LXC.pm).</summary>
internal sealed class ContainerDisks(GuestTasks tasks, Permissions permissions)
{
    /// <summary>Unlike a machine's, checked before the task as well as in it.</summary>
    public ApiAnswer Resize(ApiCall call)
    {
        tasks.State.Read(cluster => CheckResize(cluster, call));
        return tasks.BeginLocked(call, GuestKind.Lxc, "resize", worker => ResizeAsync(worker, call));
    }

    /// <summary>The configuration is locked until the copy is made.</summary>
    public ValueTask<ApiAnswer> MoveAsync(ApiCall call)
    {
        if (call.Parameters.Has("target-vmid"))
            throw ApiException.Failure("the sandbox reassigns no volumes");
        if (call.Parameters.OptionalText("storage") is not { } storage)
            throw ApiException.Failure("either set storage or target-vmid");
        permissions.Require(call.Caller, $"/storage/{storage}", "Datastore.AllocateSpace");
        return tasks.LockedAsync(call, GuestKind.Lxc, () =>
        {
            tasks.State.Change(cluster => CheckMove(cluster, call, storage).Guest.Config["lock"] = "disk");
            return tasks.Begin(call, "move_volume", worker => MoveAsync(worker, call, storage));
        });
    }

    private async Task ResizeAsync(TaskWorker worker, ApiCall call)
    {
        var (before, after) = tasks.State.Read(cluster => CheckResize(cluster, call));
        await DiskResize.RunAsync(tasks, worker, before, after);
        var isRunning = tasks.State.Read(cluster => cluster.Require(call.Node, GuestKind.Lxc, call.Vmid).IsRunning);
        foreach (var line in Grown(tasks.State.Read(cluster => cluster.RequireStorage(before.Storage)), after, isRunning))
            worker.Log(line);
        tasks.State.Change(cluster =>
        {
            var guest = cluster.Require(call.Node, GuestKind.Lxc, call.Vmid);
            DiskResize.Write(cluster, guest, call.Parameters.Text("disk"), after);
        });
    }

    private (Volume Before, Volume After) CheckResize(ClusterDocument cluster, ApiCall call)
    {
        var guest = cluster.Require(call.Node, GuestKind.Lxc, call.Vmid);
        guest.RequireUnlocked();
        guest.RequireDigest(call.Parameters.OptionalText("digest"));
        var volume = RequireVolume(cluster, guest, call.Parameters.Text("disk"));
        permissions.Require(call.Caller, $"/storage/{volume.Storage}", "Datastore.AllocateSpace");
        var size = DiskResize.NewSize(volume, call.Parameters.Text("size"));
        if (size < volume.Size)
            throw ApiException.Failure("unable to shrink disk size");
        return size == volume.Size ? throw ApiException.Failure("disk is already at specified size") : (volume, volume with { Size = size });
    }

    private static (Guest Guest, Volume Volume) CheckMove(ClusterDocument cluster, ApiCall call, string storage)
    {
        var guest = cluster.Require(call.Node, GuestKind.Lxc, call.Vmid);
        guest.RequireUnlocked();
        guest.RequireDigest(call.Parameters.OptionalText("digest"));
        if (guest.IsRunning)
            throw ApiException.Failure("cannot move volumes of a running container");
        if (call.Parameters.Text("volume").StartsWith("unused", StringComparison.Ordinal))
            throw ApiException.Failure($"cannot move volume '{call.Parameters.Text("volume")}', only configured volumes can be moved to another storage");
        var volume = RequireVolume(cluster, guest, call.Parameters.Text("volume"));
        if (!cluster.RequireStorage(storage).Holds("rootdir"))
            throw ApiException.Failure($"storage '{storage}' does not support content-type 'rootdir'");
        if (call.Parameters.Flag("delete") && guest.IsInSnapshot(volume.Id))
            throw ApiException.Failure("you can't move a volume with snapshots and delete the source");
        return (guest, volume);
    }

    private static Volume RequireVolume(ClusterDocument cluster, Guest guest, string name)
    {
        if (guest.Config.GetValueOrDefault(name) is not { } value)
            throw ApiException.Failure($"volume '{name}' does not exist");
        return cluster.FindVolume(guest, value) ?? throw ApiException.Failure($"volume '{GuestVolumes.VolumeOf(value)}' does not exist");
    }

    private async Task MoveAsync(TaskWorker worker, ApiCall call, string storage)
    {
        try
        {
            var name = call.Parameters.Text("volume");
            var source = tasks.State.Read(cluster => RequireVolume(cluster, cluster.Require(call.Node, GuestKind.Lxc, call.Vmid), name));
            var copy = await new VolumeCopy(tasks, worker).CopyAsync(source, storage, call.Node, call.Vmid);
            tasks.State.Change(cluster =>
            {
                var guest = cluster.Require(call.Node, GuestKind.Lxc, call.Vmid);
                guest.Config[name] = DiskCopy.WithVolume(guest.Config[name], copy.Id);
                guest.Config.Remove("lock");
                if (call.Parameters.Flag("delete"))
                    cluster.Volumes.RemoveAll(volume => volume.Id == source.Id && guest.Owns(volume));
                else
                    guest.AddUnused(source.Id);
            });
        }
        catch (Exception failure) when (failure is TaskFailureException or ApiException)
        {
            tasks.State.Change(cluster => cluster.Require(call.Node, GuestKind.Lxc, call.Vmid).Config.Remove("lock"));
            throw;
        }
    }

    /// <summary>The file system of a running container is mounted, and grows all the same.</summary>
    private static IEnumerable<string> Grown(StorageDefinition storage, Volume after, bool isRunning)
    {
        var device = storage.HoldsFiles ? "/dev/loop1" : $"/dev/{storage.Path}/{VolumeAllocation.NameOf(after.Id)}";
        if (storage.HoldsFiles)
            yield return "Image resized.";
        yield return "resize2fs 1.47.0 (5-Feb-2023)";
        if (isRunning)
        {
            yield return $"Filesystem at {device} is mounted on /tmp; on-line resizing required";
            yield return "old_desc_blocks = 1, new_desc_blocks = 1";
        }
        else
        {
            yield return $"Resizing the filesystem on {device} to {after.Size / 4096} (4k) blocks.";
        }

        yield return $"The filesystem on {device} is now {after.Size / 4096} (4k) blocks long.";
        yield return "";
    }
}
