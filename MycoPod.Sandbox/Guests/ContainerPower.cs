using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Guests;

/// <summary>Starting and stopping containers: whether it runs is checked at once, everything else in the task.</summary>
internal sealed class ContainerPower(ClusterState state, TaskRunner tasks, SandboxClock clock)
{
    public ApiAnswer Start(ApiCall call)
    {
        GuestPower.RequireRootForSkipLock(call);
        return ApiAnswer.Of(Start(call.Node, call.Vmid, call.Caller).ToString());
    }

    public Upid Start(string node, long vmid, Caller caller)
    {
        if (IsRunning(node, vmid))
            throw ApiException.Failure($"CT {vmid} already running");
        return tasks.Start(node, "vzstart", $"{vmid}", caller, worker => StartAsync(worker, node, vmid));
    }

    public ApiAnswer Stop(ApiCall call)
    {
        GuestPower.RequireRootForSkipLock(call);
        return ApiAnswer.Of(End(call, "vzstop", seconds: 1));
    }

    public ApiAnswer Shutdown(ApiCall call) => ApiAnswer.Of(End(call, "vzshutdown", seconds: 2));

    private string End(ApiCall call, string type, double seconds)
    {
        if (!IsRunning(call.Node, call.Vmid))
            throw ApiException.Failure($"CT {call.Vmid} not running");
        return tasks.Start(call.Node, type, $"{call.Vmid}", call.Caller, worker => EndAsync(worker, call.Node, call.Vmid, seconds)).ToString();
    }

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

    private async Task EndAsync(TaskWorker worker, string node, long vmid, double seconds)
    {
        state.Read(cluster =>
        {
            cluster.Require(node, GuestKind.Lxc, vmid).RequireUnlocked();
            return vmid;
        });
        await worker.WorkAsync(seconds);
        state.Change(cluster => GuestPower.SwitchOff(cluster.Require(node, GuestKind.Lxc, vmid)));
    }

    private static Guest RequireStartable(ClusterDocument cluster, string node, long vmid)
    {
        var guest = cluster.Require(node, GuestKind.Lxc, vmid);
        if (guest.IsTemplate)
            throw new TaskFailureException("you can't start a CT if it's a template");
        guest.RequireUnlocked();
        if (guest.IsRunning)
            throw new TaskFailureException($"CT {vmid} already running");
        foreach (var bridge in GuestPower.Bridges(guest))
        {
            if (cluster.FindNode(node)?.Bridges.Exists(known => known.Name == bridge) != true)
                throw new TaskFailureException($"startup for container '{vmid}' failed");
        }

        return guest;
    }

    private bool IsRunning(string node, long vmid) =>
        state.Read(cluster => cluster.FindGuest(node, GuestKind.Lxc, vmid) is { IsRunning: true });
}
