using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Guests.Backups;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Guests.Containers;

/// <summary>POST /nodes/{node}/lxc with restore=1: a container from its backup, perhaps over the one that is there (PVE/API2/LXC.pm, create_vm).</summary>
internal sealed class ContainerRestore(GuestTasks tasks, Permissions permissions, ContainerPower power)
{
    private static readonly HashSet<string> NoOptions = new(
        [.. ContainerParameters.Create.Select(parameter => parameter.Name).Except(ContainerParameters.Options.Select(option => option.Name), StringComparer.Ordinal)],
        StringComparer.Ordinal);

    public ApiAnswer Restore(ApiCall call)
    {
        tasks.State.Change(cluster => Reserve(cluster, call));
        return tasks.BeginLocked(call, GuestKind.Lxc, "vzrestore", worker => WorkAsync(worker, call));
    }

    private Guest Reserve(ClusterDocument cluster, ApiCall call)
    {
        cluster.RequirePool(call.Parameters.OptionalText("pool"));
        if (!permissions.Has(call.Caller, $"/vms/{call.Vmid}", "VM.Allocate"))
            throw ApiException.Forbidden();
        RestoreSource.RequireAccess(call, cluster, permissions, call.Parameters.Text("ostemplate"));
        if (call.Parameters.OptionalText("storage") is { } storage)
        {
            permissions.Require(call.Caller, $"/storage/{storage}", "Datastore.AllocateSpace");
            if (!cluster.RequireStorage(storage).Holds("rootdir"))
                throw ApiException.BadParameter("storage", $"storage '{storage}' does not support container directories");
        }

        if (cluster.FindGuest(call.Vmid) is { } there)
        {
            if (there.Node != call.Node || there.Kind != GuestKind.Lxc || !call.Parameters.Flag("force"))
                cluster.RequireUnused(call.Vmid);
            there.RequireUnlocked();
            if (there.IsRunning)
                throw ApiException.Failure($"unable to restore CT {call.Vmid} - CT is running");
            there.Config["lock"] = "create";
            return there;
        }

        var guest = new Guest { Vmid = call.Vmid, Kind = GuestKind.Lxc, Node = call.Node, CreatedAt = tasks.Now, Config = new(StringComparer.Ordinal) { ["lock"] = "create" } };
        cluster.Guests.Add(guest);
        return guest;
    }

    private async Task WorkAsync(TaskWorker worker, ApiCall call)
    {
        try
        {
            var archive = call.Parameters.Text("ostemplate");
            var backup = tasks.State.Read(cluster => RestoreSource.Require(cluster, call.Node, archive, GuestKind.Lxc));
            tasks.State.Change(cluster => cluster.Volumes.RemoveAll(volume => volume.Vmid == call.Vmid && volume.Content == "rootdir"));
            worker.Log($"recovering backed-up configuration from '{archive}'");
            var mounts = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (name, disk) in backup.Disks.OrderBy(entry => entry.Key != "rootfs"))
                mounts[name] = await MakeAsync(worker, call, disk, backup.Config[name]);
            worker.Log($"restoring '{archive}' now..");
            await worker.LogAsync($"extracting archive '{tasks.State.Read(cluster => RestoreSource.PathOf(cluster, archive))}'", 2);
            worker.Log("Total bytes read: 254433280 (243MiB, 209MiB/s)");
            worker.Log("merging backed-up and given configuration..");
            tasks.State.Change(cluster => Complete(cluster.Require(call.Node, GuestKind.Lxc, call.Vmid), call, backup, mounts));
        }
        catch (Exception failure) when (failure is TaskFailureException or ApiException)
        {
            tasks.State.Change(cluster => cluster.RemoveGuest(call.Node, call.Vmid));
            throw new TaskFailureException($"unable to restore CT {call.Vmid} - {failure.Message}");
        }

        if (call.Parameters.Flag("start"))
            power.Start(call.Node, call.Vmid, call.Caller);
    }

    private async Task<string> MakeAsync(TaskWorker worker, ApiCall call, BackedUpDisk disk, string value)
    {
        var storage = call.Parameters.OptionalText("storage") ?? GuestVolumes.VolumeOf(value).Split(':')[0];
        var volume = await new VolumeCopy(tasks, worker).MakeAsync(disk.Size, storage, call.Node, call.Vmid);
        return DiskCopy.WithVolume(value, volume.Id);
    }

    private static void Complete(Guest guest, ApiCall call, GuestBackup backup, Dictionary<string, string> mounts)
    {
        guest.Config.Clear();
        guest.Snapshots.Clear();
        foreach (var (name, value) in backup.Config)
            guest.Config[name] = mounts.GetValueOrDefault(name) ?? value;
        foreach (var (name, value) in call.Parameters.All.Where(entry => !NoOptions.Contains(entry.Key) && !ContainerParameters.IsVolume(entry.Key)))
            guest.Config[name] = ContainerConfig.Normalize(name, value);
        if (!call.Parameters.Flag("unique"))
            return;
        foreach (var (name, value) in guest.Config.Where(entry => ContainerParameters.Option(entry.Key)?.Name == "net").ToArray())
            guest.Config[name] = ContainerConfig.WithNewAddress(value);
    }
}
