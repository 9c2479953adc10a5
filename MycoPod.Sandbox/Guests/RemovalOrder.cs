using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Guests;

/// <summary>A request to remove a guest: what containers and machines have in common.</summary>
internal sealed class RemovalOrder(ApiCall call)
{
    private readonly string node = call.Node;
    private readonly long vmid = call.Vmid;
    private readonly bool isPurged = call.Parameters.Flag("purge");
    private readonly bool takesUnreferenced = call.Parameters.Flag("destroy-unreferenced-disks");
    private readonly List<string> lines = [];
    private string label = "";

    public Guest Require(ClusterDocument cluster, GuestKind kind)
    {
        var guest = cluster.Require(node, kind, vmid);
        guest.RequireUnprotected($"can't remove {guest.Label} {vmid}");
        if (!isPurged && cluster.FindHaResource(guest) is not null)
            throw ApiException.Failure($"unable to remove {guest.Label} {vmid} - used in HA resources and purge parameter not set.");
        return guest;
    }

    /// <summary>The volumes go first; until the end a configuration stays that holds nothing but the lock, so that the number is not used again.</summary>
    public void Begin(ClusterDocument cluster, Guest guest)
    {
        label = guest.Label;
        foreach (var volume in cluster.Volumes.Where(volume => IsTaken(guest, volume) && cluster.Volumes.Exists(clone => clone.Parent == volume.Id)))
            throw new TaskFailureException($"base volume '{volume.Id}' is still in use by linked cloned");
        foreach (var volume in cluster.Volumes.Where(volume => IsTaken(guest, volume)).ToArray())
        {
            if (cluster.FindStorage(volume.Storage) is { } storage && VolumeLog.Removed(storage, volume) is { } line)
                lines.Add(line);
            cluster.Volumes.Remove(volume);
        }

        guest.Config.Clear();
        guest.Pending.Clear();
        guest.Snapshots.Clear();
        guest.Config["lock"] = "destroyed";
    }

    public async Task FinishAsync(TaskWorker worker, ClusterState state)
    {
        await worker.WorkAsync(0.5);
        foreach (var line in lines)
            worker.Log(line);
        if (isPurged)
            worker.Log($"purging {label} {vmid} from related configurations..");
        var wasManaged = state.Change(cluster =>
        {
            cluster.Guests.RemoveAll(guest => guest.Vmid == vmid && guest.Node == node);
            return cluster.HaResources.RemoveAll(resource => resource.Vmid == vmid) > 0;
        });
        if (wasManaged)
            worker.Log($"NOTE: removed {label} {vmid} from HA resource configuration.");
    }

    private bool IsTaken(Guest guest, Volume volume) =>
        volume.Vmid == vmid && volume.Content is "images" or "rootdir" && (volume.Node is null || volume.Node == node)
        && (takesUnreferenced
            || guest.Config.Values.Concat(guest.Pending.Values).Any(value => GuestVolumes.VolumeOf(value) == volume.Id)
            || guest.Snapshots.Exists(snapshot => snapshot.State == volume.Id) || guest.IsInSnapshot(volume.Id));
}
