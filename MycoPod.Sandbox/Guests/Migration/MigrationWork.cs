using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Guests.Migration;

/// <summary>One guest on its way to another node (PVE/QemuMigrate.pm, PVE/LXC/Migrate.pm).</summary>
/// <param name="isForHa">The HA manager always takes local disks along, and containers down.</param>
internal sealed class MigrationWork(GuestKind kind, ApiCall call, string target, string? mapping, bool isForHa)
{
    private bool isOurs;

    public async Task RunAsync(GuestTasks tasks, TaskWorker worker)
    {
        var address = tasks.State.Read(cluster => cluster.FindNode(target)?.Address);
        Log($"starting migration of {kind.Label()} {call.Vmid} to node '{target}' ({address})");
        var isRunning = tasks.State.Change(Begin);
        if (isRunning && kind == GuestKind.Lxc)
            await ShutdownAsync();

        foreach (var volume in tasks.State.Read(LocalVolumes))
        {
            Log($"found local {(kind == GuestKind.Lxc ? "volume" : "disk")} '{volume.Id}' {(kind == GuestKind.Lxc ? "(in current VM config)" : "(attached)")}");
            await MoveAsync(volume);
        }

        await worker.WorkAsync(isRunning ? 3 : 1);
        tasks.State.Change(cluster => Finish(cluster, tasks, isRunning));
        if (isRunning && kind == GuestKind.Lxc)
            Log("start container on target node");

        void Log(string line) => worker.Log($"{tasks.Now:yyyy-MM-dd HH:mm:ss} {line}");

        async Task ShutdownAsync()
        {
            Log($"shutdown CT {call.Vmid}");
            await worker.WorkAsync(2);
            tasks.State.Change(cluster => GuestPower.SwitchOff(cluster.Require(call.Node, kind, call.Vmid)));
        }

        async Task MoveAsync(Volume volume)
        {
            await worker.WorkAsync(1);
            tasks.State.Change(cluster =>
            {
                var moved = volume with { Node = target, Id = Mapped(cluster, volume) };
                cluster.Volumes.Remove(volume);
                cluster.Volumes.Add(moved);
                Rename(cluster.Require(call.Node, kind, call.Vmid), volume.Id, moved.Id);
            });
            Log($"volume '{volume.Id}' is '{tasks.State.Read(cluster => Mapped(cluster, volume))}' on the target");
        }
    }

    /// <summary>Gives back what was locked for this; a guest whose lock is somebody else's keeps it.</summary>
    public void Abort(ClusterDocument cluster)
    {
        if (isOurs && cluster.FindGuest(call.Node, kind, call.Vmid) is { } guest)
            guest.Config.Remove("lock");
    }

    private bool Begin(ClusterDocument cluster)
    {
        var guest = cluster.Require(call.Node, kind, call.Vmid);
        guest.RequireUnlocked();
        if (guest.IsRunning && kind == GuestKind.Lxc && !isForHa && !call.Parameters.Flag("restart"))
            throw new TaskFailureException("lxc live migration is currently not implemented");
        foreach (var (_, value) in guest.Config.Where(entry => GuestVolumes.IsCdrom(entry.Value) && !GuestVolumes.IsCloudInit(entry.Value)))
        {
            if (cluster.FindVolume(guest, value) is { Node: not null } image)
                throw new TaskFailureException($"can't migrate local disk '{image.Id}': local cdrom image");
        }

        if (LocalVolumes(cluster).ToArray() is [var first, ..])
            RequireMovable(guest, first);
        guest.Config["lock"] = "migrate";
        isOurs = true;
        return guest.IsRunning;
    }

    private void RequireMovable(Guest guest, Volume volume)
    {
        if (guest.IsRunning && kind == GuestKind.Qemu && !isForHa && !call.Parameters.Flag("with-local-disks"))
            throw new TaskFailureException("can't live migrate attached local disks without with-local-disks option");
        if (guest.Snapshots.Count > 0 && volume.Format == "raw")
            throw new TaskFailureException($"can't migrate local disk '{volume.Id}': non-migratable snapshot exists");
        if (volume.Parent is not null)
            throw new TaskFailureException($"can't migrate local disk '{volume.Id}': can't migrate '{volume.Id}' as it's a clone of '{volume.Parent}'");
    }

    private Volume[] LocalVolumes(ClusterDocument cluster)
    {
        var guest = cluster.Require(call.Node, kind, call.Vmid);
        return [.. cluster.Volumes.Where(volume => guest.Owns(volume) && volume.Node == call.Node)];
    }

    private void Finish(ClusterDocument cluster, GuestTasks tasks, bool isRunning)
    {
        var guest = cluster.Require(call.Node, kind, call.Vmid);
        guest.Config.Remove("lock");
        guest.Node = target;
        if (!isRunning)
            return;
        guest.Pid = ++cluster.LastPid;
        guest.StartedAt = kind == GuestKind.Lxc ? tasks.Now : guest.StartedAt;
    }

    /// <summary>The volume's name on the target: one storage for all, or pairs of source and target.</summary>
    private string Mapped(ClusterDocument cluster, Volume volume)
    {
        if (mapping is null or "1")
            return volume.Id;
        var pair = mapping.Split(',').FirstOrDefault(entry => entry.StartsWith(volume.Storage + ":", StringComparison.Ordinal))
            ?? mapping.Split(',').FirstOrDefault(entry => !entry.Contains(':', StringComparison.Ordinal));
        if (pair?.Split(':')[^1] is not { } id || id == volume.Storage || cluster.FindStorage(id) is not { } storage)
            return volume.Id;
        var name = Path.GetFileName(VolumeAllocation.NameOf(volume.Id)).Split('.')[0];
        return storage.HoldsFiles ? $"{id}:{call.Vmid}/{name}.{volume.Format}" : $"{id}:{name}";
    }

    private static void Rename(Guest guest, string before, string after)
    {
        foreach (var (name, value) in guest.Config.Where(entry => GuestVolumes.VolumeOf(entry.Value) == before).ToArray())
            guest.Config[name] = DiskCopy.WithVolume(value, after);
    }
}
