using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Guests.Snapshots;

/// <summary>
/// Takes, rolls back and deletes snapshots. Only reserved names are refused at once; everything else fails in the task,
/// and while it works the configuration is locked (pve-guest-common 5.2.2, PVE/AbstractConfig.pm).
/// </summary>
internal sealed class SnapshotWork(GuestKind kind, GuestTasks tasks)
{
    private const long Mebibyte = 1L << 20;

    private readonly string prefix = kind == GuestKind.Lxc ? "vz" : "qm";
    private readonly string[] reserved = kind == GuestKind.Lxc ? ["current", "vzdump"] : ["current", "pending"];

    public ApiAnswer Create(ApiCall call)
    {
        var name = call.Parameters.Text("snapname");
        if (reserved.Contains(name, StringComparer.Ordinal))
            throw ApiException.Failure($"unable to use snapshot name '{name}' (reserved name)");
        return tasks.Begin(call, prefix + "snapshot", worker => CreateAsync(worker, call, name));
    }

    public ApiAnswer RollBack(ApiCall call) =>
        tasks.Begin(call, prefix + "rollback", worker => LockedAsync(worker, call, "rollback", guest => RequireNewestOnZfs(guest, call), () => RollBackAsync(worker, call)));

    public ApiAnswer Delete(ApiCall call) =>
        tasks.Begin(call, prefix + "delsnapshot", worker => LockedAsync(worker, call, "snapshot-delete", guest => RequireSnapshot(guest, call), () => DeleteAsync(worker, call)));

    private Task CreateAsync(TaskWorker worker, ApiCall call, string name)
    {
        return LockedAsync(worker, call, "snapshot", Check, async () =>
        {
            var state = await SaveMemoryAsync(worker, call, name);
            foreach (var (key, value) in tasks.State.Read(cluster => Find(cluster, call).Disks().ToArray()))
                await LogDiskAsync(worker, key, value, name);
            tasks.State.Change(cluster => Record(Find(cluster, call), call, name, state));
        });

        void Check(Guest guest)
        {
            if (guest.FindSnapshot(name) is not null)
                throw new TaskFailureException($"snapshot name '{name}' already used");
            if (guest.IsTemplate)
                throw new TaskFailureException("you can't take a snapshot if it's a template");
            if (!tasks.State.Read(cluster => StorageFeatures.Has(cluster, guest, "snapshot")))
                throw new TaskFailureException("snapshot feature is not available");
        }
    }

    /// <returns>The volume with the memory, where that was asked for and the machine runs.</returns>
    private async Task<string?> SaveMemoryAsync(TaskWorker worker, ApiCall call, string name)
    {
        var guest = tasks.State.Read(cluster => Find(cluster, call));
        if (kind != GuestKind.Qemu || !call.Parameters.Flag("vmstate") || !guest.IsRunning || guest.Disks().FirstOrDefault().Value is not { } disk)
            return null;

        var memory = long.Parse(guest.Config.GetValueOrDefault("memory") ?? "512");
        var (storage, volume) = tasks.State.Change(cluster =>
        {
            var storage = cluster.RequireStorage(GuestVolumes.VolumeOf(disk).Split(':')[0]);
            return (storage, cluster.Allocate(new VolumeDraft(storage, call.Node, call.Vmid, "raw", ((2 * memory) + 500) * Mebibyte) { Purpose = $"state-{name}" }, tasks.Now));
        });
        worker.Log(VolumeLog.Allocated(storage, volume));
        await worker.LogAsync($"saving VM state and RAM using storage '{storage.Id}'", 1);
        worker.Log("761.47 KiB in 0s");
        worker.Log("completed saving the VM state in 0s, saved 3.30 MiB");
        return volume.Id;
    }

    private async Task LogDiskAsync(TaskWorker worker, string key, string value, string name)
    {
        var volume = GuestVolumes.VolumeOf(value);
        if (kind == GuestKind.Qemu)
            worker.Log($"snapshotting 'drive-{key}' ({volume})");
        if (tasks.State.Read(cluster => cluster.FindStorage(volume.Split(':')[0])) is { HoldsFiles: false })
            worker.Log($"  Logical volume \"snap_{VolumeAllocation.NameOf(volume)}_{name}\" created.");
        await worker.WorkAsync(0.5);
    }

    private void Record(Guest guest, ApiCall call, string name, string? state)
    {
        guest.Snapshots.Add(new()
        {
            Name = name,
            TakenAt = tasks.Now,
            Description = call.Parameters.OptionalText("description") ?? "",
            Parent = guest.Config.GetValueOrDefault("parent"),
            State = state,
            Config = new(guest.Config.Where(entry => entry.Key != "lock").ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal), StringComparer.Ordinal),
        });
        guest.Config["parent"] = name;
    }

    private async Task RollBackAsync(TaskWorker worker, ApiCall call)
    {
        await worker.WorkAsync(1);
        tasks.State.Change(cluster =>
        {
            var guest = Find(cluster, call);
            var snapshot = RequireSnapshot(guest, call);
            var leftOver = guest.Disks().Select(disk => GuestVolumes.VolumeOf(disk.Value)).Concat(guest.UnusedNames().Select(unused => guest.Config[unused])).ToArray();
            guest.Pending.Clear();
            guest.PendingDeletions.Clear();
            guest.Config.Clear();
            foreach (var (name, value) in snapshot.Config)
                guest.Config[name] = value;
            guest.Config["parent"] = snapshot.Name;
            guest.Config["lock"] = "rollback";
            var used = guest.Disks().Select(disk => GuestVolumes.VolumeOf(disk.Value)).ToHashSet(StringComparer.Ordinal);
            foreach (var volume in leftOver.Where(volume => !used.Contains(volume)))
                guest.AddUnused(volume);
            Resume(cluster, guest, isRunning: snapshot.State is not null || call.Parameters.Flag("start"));
        });
    }

    /// <summary>A machine whose memory was kept goes on where it was; others are off after a rollback.</summary>
    private void Resume(ClusterDocument cluster, Guest guest, bool isRunning)
    {
        GuestPower.SwitchOff(guest);
        if (!isRunning)
            return;
        guest.StartedAt = tasks.Now;
        guest.Pid = ++cluster.LastPid;
    }

    private async Task DeleteAsync(TaskWorker worker, ApiCall call)
    {
        await worker.WorkAsync(0.7);
        tasks.State.Change(cluster =>
        {
            var guest = Find(cluster, call);
            var snapshot = RequireSnapshot(guest, call);
            foreach (var child in guest.Snapshots.Where(child => child.Parent == snapshot.Name))
                child.Parent = snapshot.Parent;
            if (guest.Config.GetValueOrDefault("parent") == snapshot.Name)
                SetParent(guest, snapshot.Parent);
            cluster.Volumes.RemoveAll(volume => volume.Id == snapshot.State);
            guest.Snapshots.Remove(snapshot);
        });
    }

    private static void SetParent(Guest guest, string? parent)
    {
        if (parent is null)
            guest.Config.Remove("parent");
        else
            guest.Config["parent"] = parent;
    }

    /// <summary>Sets the configuration's lock under the file lock, and takes it away at the end, however that comes.</summary>
    private async Task LockedAsync(TaskWorker worker, ApiCall call, string name, Action<Guest> check, Func<Task> work)
    {
        using (await tasks.TakeAsync(worker, kind, call.Vmid))
        {
            var guest = tasks.State.Read(cluster => Find(cluster, call));
            guest.RequireUnlocked();
            check(guest);
            tasks.State.Change(cluster => Find(cluster, call).Config["lock"] = name);
        }

        try
        {
            await work();
        }
        catch (TaskFailureException)
        {
            tasks.State.Change(cluster => Find(cluster, call).Config.Remove("lock"));
            throw;
        }

        tasks.State.Change(cluster => Find(cluster, call).Config.Remove("lock"));
    }

    private Guest Find(ClusterDocument cluster, ApiCall call) => cluster.Require(call.Node, kind, call.Vmid);

    /// <summary>Going back further would destroy the snapshots in between, which that file system does not do unasked.</summary>
    private void RequireNewestOnZfs(Guest guest, ApiCall call)
    {
        var name = RequireSnapshot(guest, call).Name;
        var volumes = guest.Disks().Select(disk => GuestVolumes.VolumeOf(disk.Value)).ToArray();
        if (guest.Snapshots[^1].Name != name && Array.Find(volumes, IsOnZfs) is { } volume)
            throw new TaskFailureException($"can't rollback, '{name}' is not most recent snapshot on '{volume}'");
    }

    private bool IsOnZfs(string volume) => tasks.State.Read(cluster => cluster.FindStorage(volume.Split(':')[0])) is { Type: "zfspool" };

    private static GuestSnapshot RequireSnapshot(Guest guest, ApiCall call)
    {
        var name = call.Parameters.Text("snapname");
        return guest.FindSnapshot(name) ?? throw new TaskFailureException($"snapshot '{name}' does not exist");
    }
}
