using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Guests.Backups;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Guests.Machines;

/// <summary>POST /nodes/{node}/qemu with an archive: a machine from its backup, perhaps over the one that is there (PVE/API2/Qemu.pm, create_vm).</summary>
internal sealed class MachineRestore(GuestTasks tasks, Permissions permissions, MachinePower power)
{
    public ApiAnswer Restore(ApiCall call)
    {
        tasks.State.Change(cluster => Reserve(cluster, call));
        return tasks.BeginLocked(call, GuestKind.Qemu, "qmrestore", worker => WorkAsync(worker, call));
    }

    private Guest? Reserve(ClusterDocument cluster, ApiCall call)
    {
        cluster.RequirePool(call.Parameters.OptionalText("pool"));
        if (!permissions.Has(call.Caller, $"/vms/{call.Vmid}", "VM.Allocate"))
            throw ApiException.Forbidden();
        if (call.Parameters.OptionalText("storage") is { } storage)
        {
            permissions.Require(call.Caller, $"/storage/{storage}", "Datastore.AllocateSpace");
            if (!cluster.RequireStorage(storage).Holds("images"))
                throw ApiException.BadParameter("storage", $"storage '{storage}' does not support vm images");
        }

        RestoreSource.RequireAccess(call, cluster, permissions, call.Parameters.Text("archive"));
        var problem = $"unable to restore VM {call.Vmid} -";
        if (cluster.FindGuest(call.Vmid) is { } there)
        {
            if (there.Node != call.Node || there.Kind != GuestKind.Qemu || !call.Parameters.Flag("force"))
                throw ApiException.Failure($"{problem} {there.Label} {call.Vmid} already exists on node '{there.Node}'");
            there.RequireUnlocked();
            there.RequireUnprotected(problem.TrimEnd('-').TrimEnd());
            if (there.IsRunning)
                throw ApiException.Failure($"{problem} vm is running");
            there.Config["lock"] = "create";
            return there;
        }

        var guest = new Guest { Vmid = call.Vmid, Kind = GuestKind.Qemu, Node = call.Node, CreatedAt = tasks.Now, Config = new(StringComparer.Ordinal) { ["lock"] = "create" } };
        cluster.Guests.Add(guest);
        return guest;
    }

    private async Task WorkAsync(TaskWorker worker, ApiCall call)
    {
        try
        {
            var archive = call.Parameters.Text("archive");
            var backup = tasks.State.Read(cluster => RestoreSource.Require(cluster, call.Node, archive, GuestKind.Qemu));
            tasks.State.Change(cluster => RemoveOldDisks(cluster, call));
            LogArchive(worker, archive, backup);
            var drives = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (disk, saved) in backup.Disks)
                drives[disk] = await MakeAsync(worker, call, disk, saved, backup.Config[disk]);
            await CopyAsync(worker, backup.Disks.Values.Sum(disk => disk.Size));
            tasks.State.Change(cluster => Complete(cluster, call, backup, drives));
        }
        catch (Exception failure) when (failure is TaskFailureException or ApiException)
        {
            tasks.State.Change(cluster => cluster.RemoveGuest(call.Node, call.Vmid));
            throw new TaskFailureException(failure.Message);
        }

        if (call.Parameters.Flag("start"))
            power.StartAfterwards(call);
    }

    private static object? RemoveOldDisks(ClusterDocument cluster, ApiCall call)
    {
        cluster.Volumes.RemoveAll(volume => volume.Vmid == call.Vmid && volume.Content == "images");
        return null;
    }

    private void LogArchive(TaskWorker worker, string archive, GuestBackup backup)
    {
        var file = tasks.State.Read(cluster => RestoreSource.PathOf(cluster, archive));
        worker.Log($"restore vma archive: {RestoreSource.Unpacker(file)} {file} | vma extract -v -r /var/tmp/vzdumptmp{worker.Upid.Pid}.fifo - /var/tmp/vzdumptmp{worker.Upid.Pid}");
        worker.Log($"CFG: size: {backup.Config.Sum(entry => entry.Key.Length + entry.Value.Length + 3)} name: qemu-server.conf");
        foreach (var (disk, saved) in backup.Disks)
            worker.Log($"DEV: dev_id=1 size: {saved.Size} devname: drive-{disk}");
        worker.Log($"CTIME: {tasks.Now:ddd MMM d HH:mm:ss yyyy}");
    }

    private async Task<string> MakeAsync(TaskWorker worker, ApiCall call, string disk, BackedUpDisk saved, string value)
    {
        var (storage, volume) = tasks.State.Change(cluster =>
        {
            var storage = cluster.RequireStorage(call.Parameters.OptionalText("storage") ?? GuestVolumes.VolumeOf(value).Split(':')[0]);
            var format = storage.HoldsFiles ? saved.Format : "raw";
            return (storage, cluster.Allocate(new VolumeDraft(storage, call.Node, call.Vmid, format, saved.Size) { HasSystem = saved.HasSystem }, tasks.Now));
        });
        await worker.LogAsync(VolumeLog.Allocated(storage, volume), 0.3);
        var path = storage.HoldsFiles ? $"{storage.Path}/images/{VolumeAllocation.NameOf(volume.Id)}" : $"/dev/{storage.Path}/{VolumeAllocation.NameOf(volume.Id)}";
        worker.Log($"new volume ID is '{volume.Id}'");
        worker.Log($"map 'drive-{disk}' to '{path}' (write zeros = 0)");
        return DiskCopy.WithVolume(value, volume.Id);
    }

    private static async Task CopyAsync(TaskWorker worker, long size)
    {
        for (var percent = 1; percent <= 100; percent++)
            worker.Log($"progress {percent}% (read {(size * percent / 100 + 65535) / 65536 * 65536} bytes, duration 0 sec)");
        await worker.LogAsync($"total bytes read {size}, sparse bytes {size} (100%)", 2);
        worker.Log("rescan volumes...");
    }

    /// <summary>What the request says stands above the backup; only a unique restore gets new hardware addresses.</summary>
    private static void Complete(ClusterDocument cluster, ApiCall call, GuestBackup backup, Dictionary<string, string> drives)
    {
        var guest = cluster.Require(call.Node, GuestKind.Qemu, call.Vmid);
        guest.Config.Clear();
        guest.Snapshots.Clear();
        foreach (var (name, value) in backup.Config)
            guest.Config[name] = drives.GetValueOrDefault(name) ?? value;
        foreach (var (name, value) in MachineParameters.OptionsOf(call.Parameters))
            guest.Config[name] = MachineConfig.Normalize(name, value);
        guest.Config["vmgenid"] = AccountSeed.Secret();
        if (!call.Parameters.Flag("unique"))
            return;
        foreach (var (name, value) in guest.Config.Where(entry => MachineOptions.Find(entry.Key)?.Name == "net").ToArray())
            guest.Config[name] = MachineConfig.WithNewAddress(value);
        guest.Config["smbios1"] = $"uuid={AccountSeed.Secret()}";
    }
}
