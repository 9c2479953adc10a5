using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Guests;

/// <summary>DELETE /nodes/{node}/lxc/{vmid}: the same checks before and inside the task.</summary>
internal sealed class ContainerRemoval(ClusterState state, TaskRunner tasks)
{
    public ApiAnswer Remove(ApiCall call)
    {
        var isForced = call.Parameters.Flag("force");
        var isPurged = call.Parameters.Flag("purge");
        state.Read(cluster => RequireRemovable(cluster, call.Node, call.Vmid, isForced));
        var upid = tasks.Start(call.Node, "vzdestroy", $"{call.Vmid}", call.Caller, worker => WorkAsync(worker, call.Node, call.Vmid, isForced, isPurged));
        return ApiAnswer.Of(upid.ToString());
    }

    private async Task WorkAsync(TaskWorker worker, string node, long vmid, bool isForced, bool isPurged)
    {
        var (guest, lines) = state.Change(cluster =>
        {
            var guest = RequireRemovable(cluster, node, vmid, isForced);
            guest.Config["lock"] = "destroyed";
            return (guest, cluster.Volumes.Where(volume => volume.Vmid == vmid).Select(volume => Removed(cluster, volume)).OfType<string>().ToArray());
        });
        if (guest.IsRunning)
            await worker.LogAsync($"forced to stop CT {vmid} before destroying!", 1);
        await worker.WorkAsync(0.5);
        foreach (var line in lines)
            worker.Log(line);
        state.Change(cluster => cluster.RemoveGuest(node, vmid));
        if (isPurged)
            worker.Log($"purging CT {vmid} from related configurations..");
    }

    private static string? Removed(ClusterDocument cluster, Volume volume) =>
        cluster.FindStorage(volume.Storage) is { } storage ? VolumeLog.Removed(storage, volume) : null;

    private static Guest RequireRemovable(ClusterDocument cluster, string node, long vmid, bool isForced)
    {
        var guest = cluster.Require(node, GuestKind.Lxc, vmid);
        if (guest.Config.GetValueOrDefault("protection") == "1")
            throw ApiException.Failure($"can't remove CT {vmid} - protection mode enabled");
        guest.RequireUnlocked();
        return guest.IsRunning && !isForced
            ? throw ApiException.Failure($"unable to destroy CT {vmid} - container is running")
            : guest;
    }
}
