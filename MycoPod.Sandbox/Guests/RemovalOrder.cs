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
        return guest.Config.GetValueOrDefault("protection") == "1"
            ? throw ApiException.Failure($"can't remove {guest.Label} {vmid} - protection mode enabled")
            : guest;
    }

    /// <summary>The volumes go first; until the end a configuration stays that holds nothing but the lock, so that the number is not used again.</summary>
    public void Begin(ClusterDocument cluster, Guest guest)
    {
        label = guest.Label;
        foreach (var volume in cluster.Volumes.Where(volume => IsTaken(guest, volume)).ToArray())
        {
            if (cluster.FindStorage(volume.Storage) is { } storage && VolumeLog.Removed(storage, volume) is { } line)
                lines.Add(line);
            cluster.Volumes.Remove(volume);
        }

        guest.Config.Clear();
        guest.Config["lock"] = "destroyed";
    }

    public async Task FinishAsync(TaskWorker worker, ClusterState state)
    {
        await worker.WorkAsync(0.5);
        foreach (var line in lines)
            worker.Log(line);
        if (isPurged)
            worker.Log($"purging {label} {vmid} from related configurations..");
        state.Change(cluster => cluster.Guests.RemoveAll(guest => guest.Vmid == vmid && guest.Node == node));
    }

    private bool IsTaken(Guest guest, Volume volume) =>
        volume.Vmid == vmid && volume.Content is "images" or "rootdir" && (volume.Node is null || volume.Node == node)
        && (takesUnreferenced || guest.Config.Values.Any(value => value.Split(',')[0] == volume.Id));
}
