using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Guests;

/// <summary>Starting and stopping virtual machines: every check happens in the task, even whether the machine exists.</summary>
internal sealed class MachinePower(ClusterState state, TaskRunner tasks, SandboxClock clock)
{
    public ApiAnswer Start(ApiCall call)
    {
        GuestPower.RequireRootForSkipLock(call);
        return Begin(call, "qmstart", worker => StartAsync(worker, call.Node, call.Vmid));
    }

    public ApiAnswer Stop(ApiCall call)
    {
        GuestPower.RequireRootForSkipLock(call);
        return Begin(call, "qmstop", worker => StopAsync(worker, call.Node, call.Vmid));
    }

    private ApiAnswer Begin(ApiCall call, string type, Func<TaskWorker, Task> work) =>
        ApiAnswer.Of(tasks.Start(call.Node, type, $"{call.Vmid}", call.Caller, work).ToString());

    private async Task StartAsync(TaskWorker worker, string node, long vmid)
    {
        state.Read(cluster => RequireStartable(cluster, node, vmid));
        await worker.WorkAsync(1.5);
        state.Change(cluster =>
        {
            var guest = RequireStartable(cluster, node, vmid);
            guest.StartedAt = clock.Now;
            guest.Pid = ++cluster.LastPid;
        });
    }

    /// <summary>Stopping a stopped machine succeeds.</summary>
    private async Task StopAsync(TaskWorker worker, string node, long vmid)
    {
        var isRunning = state.Read(cluster =>
        {
            var guest = cluster.Require(node, GuestKind.Qemu, vmid);
            guest.RequireUnlocked();
            return guest.IsRunning;
        });
        if (!isRunning)
            return;
        await worker.WorkAsync(1);
        state.Change(cluster => GuestPower.SwitchOff(cluster.Require(node, GuestKind.Qemu, vmid)));
    }

    private static Guest RequireStartable(ClusterDocument cluster, string node, long vmid)
    {
        var guest = cluster.Require(node, GuestKind.Qemu, vmid);
        guest.RequireUnlocked();
        if (guest.IsTemplate)
            throw new TaskFailureException("you can't start a vm if it's a template");
        return guest.IsRunning ? throw new TaskFailureException($"VM {vmid} already running") : guest;
    }
}
