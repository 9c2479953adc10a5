using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Guests.Machines;

/// <summary>DELETE /nodes/{node}/qemu/{vmid}: whether it runs or is protected is checked at once and again in the task, its lock only there.</summary>
internal sealed class MachineRemoval(GuestTasks tasks)
{
    public ApiAnswer Remove(ApiCall call)
    {
        GuestPower.RequireRootForSkipLock(call);
        var order = new RemovalOrder(call);
        tasks.State.Read(cluster => RequireRemovable(cluster, order));
        return tasks.BeginLocked(call, GuestKind.Qemu, "qmdestroy", worker => WorkAsync(worker, order, call.Parameters.Flag("skiplock")));
    }

    private Task WorkAsync(TaskWorker worker, RemovalOrder order, bool ignoresLock)
    {
        tasks.State.Change(cluster =>
        {
            var guest = RequireRemovable(cluster, order);
            if (!ignoresLock)
                guest.RequireUnlocked();
            order.Begin(cluster, guest);
        });
        return order.FinishAsync(worker, tasks.State);
    }

    private static Guest RequireRemovable(ClusterDocument cluster, RemovalOrder order)
    {
        var guest = order.Require(cluster, GuestKind.Qemu);
        return guest.IsRunning ? throw ApiException.Failure($"VM {guest.Vmid} is running - destroy failed") : guest;
    }
}
