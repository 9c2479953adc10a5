using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Guests.Containers;

/// <summary>POST …/clone: while it copies, the source's configuration is locked (disk) and so is the copy's (PVE/API2/LXC.pm, clone_vm).</summary>
internal sealed class ContainerClone(GuestTasks tasks, Permissions permissions)
{
    private static readonly HashSet<string> NotCopied = new(["lock", "parent", "template"], StringComparer.Ordinal);

    public ValueTask<ApiAnswer> CloneAsync(ApiCall call)
    {
        var order = new CloneOrder(call);
        order.RequirePermission(permissions);
        tasks.State.Read(cluster => order.RequireTarget(cluster));
        return tasks.LockedAsync(call, GuestKind.Lxc, () =>
        {
            tasks.State.Change(cluster => Reserve(cluster, order));
            return tasks.Begin(call, "vzclone", worker => WorkAsync(worker, order));
        });
    }

    private void Reserve(ClusterDocument cluster, CloneOrder order)
    {
        if (cluster.FindGuest(order.NewId) is not null)
            throw ApiException.Failure($"unable to create CT {order.NewId}: config file already exists");
        var source = cluster.Require(order.Node, GuestKind.Lxc, order.Vmid);
        source.RequireUnlocked();
        order.SourceConfig(source);
        var isFull = order.IsFull(source);
        if (!isFull && order.Storage is not null)
            throw ApiException.Failure("parameter 'storage' not allowed for linked clones");
        order.RequireDisks(cluster, source, permissions);
        foreach (var (_, value) in source.Disks())
        {
            if (cluster.FindVolume(source, value) is { } volume && !isFull && (!StorageFeatures.CanLink(volume) || cluster.RequireStorage(volume.Storage).HoldsFiles))
                throw ApiException.Failure($"Linked clone feature for '{volume.Id}' is not available");
        }

        if (isFull && source.IsRunning)
            throw ApiException.Failure("Cannot do full clones on a running container without snapshots");
        source.Config["lock"] = "disk";
        cluster.Guests.Add(order.Draft(GuestKind.Lxc, tasks.Now, "create"));
    }

    private async Task WorkAsync(TaskWorker worker, CloneOrder order)
    {
        try
        {
            var source = tasks.State.Read(cluster => cluster.Require(order.Node, GuestKind.Lxc, order.Vmid));
            var config = order.SourceConfig(source);
            var copies = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (name, value) in config.Where(entry => ContainerParameters.IsVolume(entry.Key)).ToArray())
                copies[name] = await CopyAsync(worker, order, source, name, value);
            tasks.State.Change(cluster => Complete(cluster, order, config, copies));
        }
        catch (Exception failure) when (failure is TaskFailureException or ApiException)
        {
            tasks.State.Change(cluster =>
            {
                cluster.RemoveGuest(order.Node, order.NewId);
                cluster.FindGuest(order.Vmid)?.Config.Remove("lock");
            });
            throw new TaskFailureException($"clone failed: {failure.Message}");
        }
    }

    private async Task<string> CopyAsync(TaskWorker worker, CloneOrder order, Guest source, string name, string value)
    {
        var volume = tasks.State.Read(cluster => cluster.FindVolume(source, value)) ?? throw new TaskFailureException($"volume '{GuestVolumes.VolumeOf(value)}' does not exist");
        var copying = new VolumeCopy(tasks, worker);
        worker.Log($"create {(order.IsFull(source) ? "full" : "linked")} clone of mountpoint {name} ({volume.Id})");
        var copy = order.IsFull(source)
            ? await copying.CopyAsync(volume, order.Storage, order.Node, order.NewId)
            : await copying.LinkAsync(volume, order.Node, order.NewId);
        return DiskCopy.WithVolume(value, copy.Id);
    }

    private static void Complete(ClusterDocument cluster, CloneOrder order, SortedDictionary<string, string> config, Dictionary<string, string> copies)
    {
        var clone = cluster.Require(order.Node, GuestKind.Lxc, order.NewId);
        clone.Config.Clear();
        foreach (var (name, value) in config.Where(entry => !NotCopied.Contains(entry.Key) && !entry.Key.StartsWith("unused", StringComparison.Ordinal)))
            clone.Config[name] = copies.GetValueOrDefault(name) ?? (ContainerParameters.Option(name)?.Name == "net" ? ContainerConfig.WithNewAddress(value) : value);
        clone.Config["hostname"] = order.Name ?? $"Copy-of-CT-{config.GetValueOrDefault("hostname") ?? $"{order.Vmid}"}";
        order.Finish(clone);
        cluster.Require(order.Node, GuestKind.Lxc, order.Vmid).Config.Remove("lock");
    }
}
