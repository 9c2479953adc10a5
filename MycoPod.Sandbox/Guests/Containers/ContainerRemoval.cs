using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Guests.Containers;

/// <summary>DELETE /nodes/{node}/lxc/{vmid}: the same checks before and inside the task.</summary>
internal sealed class ContainerRemoval(GuestTasks tasks)
{
    public ApiAnswer Remove(ApiCall call)
    {
        var isForced = call.Parameters.Flag("force");
        var order = new RemovalOrder(call);
        tasks.State.Read(cluster => RequireRemovable(cluster, order, isForced));
        return tasks.BeginLocked(call, GuestKind.Lxc, "vzdestroy", worker => WorkAsync(worker, order, isForced));
    }

    private async Task WorkAsync(TaskWorker worker, RemovalOrder order, bool isForced)
    {
        var guest = tasks.State.Change(cluster =>
        {
            var guest = RequireRemovable(cluster, order, isForced);
            order.Begin(cluster, guest);
            return guest;
        });
        if (guest.IsRunning)
            await worker.LogAsync($"forced to stop CT {guest.Vmid} before destroying!", 1);
        await order.FinishAsync(worker, tasks.State);
    }

    private static Guest RequireRemovable(ClusterDocument cluster, RemovalOrder order, bool isForced)
    {
        var guest = order.Require(cluster, GuestKind.Lxc);
        guest.RequireUnlocked();
        return guest.IsRunning && !isForced
            ? throw ApiException.Failure($"unable to destroy CT {guest.Vmid} - container is running")
            : guest;
    }
}
