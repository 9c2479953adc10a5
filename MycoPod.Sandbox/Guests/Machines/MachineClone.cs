using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Guests.Machines;

/// <summary>
/// POST …/clone. The source's file lock is held until the task ends: shared by clones of a stopped machine, alone while it
/// runs, and nobody waits for it longer than a second (PVE/API2/Qemu.pm, clone_vm).
/// </summary>
internal sealed class MachineClone(GuestTasks tasks, Permissions permissions)
{
    private static readonly HashSet<string> NotCopied = new(["digest", "lock", "parent", "template"], StringComparer.Ordinal);

    public async ValueTask<ApiAnswer> CloneAsync(ApiCall call)
    {
        var order = new CloneOrder(call);
        order.RequirePermission(permissions);
        tasks.State.Read(cluster => order.RequireTarget(cluster));
        var isRunning = tasks.State.Read(cluster => cluster.FindGuest(call.Node, GuestKind.Qemu, call.Vmid) is { IsRunning: true });
        var held = await tasks.TakeAsync(call, GuestKind.Qemu, patience: 1, isShared: !isRunning);
        try
        {
            tasks.State.Change(cluster => Reserve(cluster, order));
            return tasks.Begin(call, "qmclone", async worker =>
            {
                using (held)
                    await WorkAsync(worker, order);
            });
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private void Reserve(ClusterDocument cluster, CloneOrder order)
    {
        var source = cluster.Require(order.Node, GuestKind.Qemu, order.Vmid);
        source.RequireUnlocked();
        var config = order.SourceConfig(source);
        var isFull = order.IsFull(source);
        if (!isFull && order.Storage is not null)
            throw ApiException.Failure("parameter 'storage' not allowed for linked clones");
        if (!isFull && order.Format is not null)
            throw ApiException.Failure("parameter 'format' not allowed for linked clones");
        order.RequireDisks(cluster, source, permissions);
        if (cluster.FindGuest(order.NewId) is not null)
            throw ApiException.Failure($"unable to create VM {order.NewId}: config file already exists");
        foreach (var (disk, value) in config.Where(entry => IsDisk(entry.Key, entry.Value)))
        {
            var volume = cluster.FindVolume(source, value) ?? throw ApiException.Failure($"unable to parse drive options for '{disk}'");
            if (!isFull && !StorageFeatures.CanLink(volume))
                throw ApiException.Failure($"Linked clone feature is not supported for '{volume.Id}' ({disk})");
        }

        cluster.Guests.Add(order.Draft(GuestKind.Qemu, tasks.Now, "clone"));
    }

    private async Task WorkAsync(TaskWorker worker, CloneOrder order)
    {
        try
        {
            var source = tasks.State.Read(cluster => cluster.Require(order.Node, GuestKind.Qemu, order.Vmid));
            var config = order.SourceConfig(source);
            var copies = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (disk, value) in config.Where(entry => MachineOptions.IsDrive(entry.Key)).ToArray())
                copies[disk] = await CopyAsync(worker, order, source, disk, value);
            if (source.Pending.Count > 0)
                worker.Warn($"found pending changes for '{string.Join(',', source.Pending.Keys)}', discarding for clone");
            tasks.State.Change(cluster => Complete(cluster, order, config, copies));
        }
        catch (Exception failure) when (failure is TaskFailureException or ApiException)
        {
            tasks.State.Change(cluster => cluster.RemoveGuest(order.Node, order.NewId));
            throw new TaskFailureException($"clone failed: {failure.Message}");
        }
    }

    private async Task<string> CopyAsync(TaskWorker worker, CloneOrder order, Guest source, string disk, string value)
    {
        if (GuestVolumes.IsCdrom(value) && !GuestVolumes.IsCloudInit(value))
            return value;

        var volume = tasks.State.Read(cluster => cluster.FindVolume(source, value)) ?? throw new TaskFailureException($"volume '{GuestVolumes.VolumeOf(value)}' does not exist");
        var copying = new DiskCopy(tasks, worker);
        var copy = order.IsFull(source) || GuestVolumes.IsCloudInit(value)
            ? await copying.CopyAsync(disk, volume, order.Node, order.NewId, new(order.Storage, order.Format, source.IsRunning))
            : await copying.LinkAsync(disk, volume, order.Node, order.NewId);
        return DiskCopy.WithVolume(value, copy.Id);
    }

    private void Complete(ClusterDocument cluster, CloneOrder order, SortedDictionary<string, string> config, Dictionary<string, string> copies)
    {
        var guest = cluster.Require(order.Node, GuestKind.Qemu, order.NewId);
        guest.Config.Clear();
        foreach (var (name, value) in config.Where(entry => !NotCopied.Contains(entry.Key) && !entry.Key.StartsWith("unused", StringComparison.Ordinal)))
            guest.Config[name] = copies.GetValueOrDefault(name) ?? (MachineOptions.Find(name)?.Name == "net" ? MachineConfig.WithNewAddress(value) : value);
        guest.Config.Remove("smbios1");
        guest.Config.Remove("vmgenid");
        MachineConfig.AddIdentity(guest.Config, tasks.Now);
        guest.Config["name"] = order.Name ?? $"Copy-of-VM-{config.GetValueOrDefault("name") ?? $"{order.Vmid}"}";
        order.Finish(guest);
    }

    private static bool IsDisk(string name, string value) =>
        MachineOptions.IsDrive(name) && !GuestVolumes.IsCdrom(value) && !GuestVolumes.IsCloudInit(value);
}
