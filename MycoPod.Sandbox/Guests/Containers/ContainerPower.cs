using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Guests.Containers;

/// <summary>Starting and stopping containers: whether it runs is checked at once, everything else in the task.</summary>
internal sealed class ContainerPower(GuestTasks tasks, TaskRunner runner, HaRequests ha)
{
    private const double ShutdownTime = 2;

    public ApiAnswer Start(ApiCall call)
    {
        GuestPower.RequireRootForSkipLock(call);
        RequireStopped(call.Node, call.Vmid);
        return ha.Start(call, GuestKind.Lxc, worker => LockedAsync(worker, call.Vmid, () => StartHereAsync(worker, call.Node, call.Vmid)))
            ?? ApiAnswer.Of(Start(call.Node, call.Vmid, call.Caller).ToString());
    }

    public Upid Start(string node, long vmid, Caller caller)
    {
        RequireStopped(node, vmid);
        return runner.Start(node, "vzstart", $"{vmid}", caller, worker => LockedAsync(worker, vmid, () => StartHereAsync(worker, node, vmid)));
    }

    public ApiAnswer Stop(ApiCall call)
    {
        GuestPower.RequireRootForSkipLock(call);
        RequireRunning(call);
        return ha.Stop(call, GuestKind.Lxc, worker => LockedAsync(worker, call.Vmid, () => EndAsync(worker, call, seconds: 1)))
            ?? tasks.BeginLocked(call, GuestKind.Lxc, "vzstop", worker => EndAsync(worker, call, seconds: 1));
    }

    public ApiAnswer Shutdown(ApiCall call)
    {
        RequireRunning(call);
        return ha.Stop(call, GuestKind.Lxc, worker => LockedAsync(worker, call.Vmid, () => ShutdownAsync(worker, call)))
            ?? tasks.BeginLocked(call, GuestKind.Lxc, "vzshutdown", worker => ShutdownAsync(worker, call));
    }

    public ApiAnswer Reboot(ApiCall call)
    {
        RequireRunning(call);
        return tasks.BeginLocked(call, GuestKind.Lxc, "vzreboot", async worker =>
        {
            await ShutdownAsync(worker, call);
            await StartHereAsync(worker, call.Node, call.Vmid);
        });
    }

    public ApiAnswer Suspend(ApiCall call)
    {
        RequireRunning(call);
        return tasks.BeginLocked(call, GuestKind.Lxc, "vzsuspend", worker => PauseAsync(worker, call, isPaused: true));
    }

    public ApiAnswer Resume(ApiCall call)
    {
        RequireRunning(call);
        return tasks.BeginLocked(call, GuestKind.Lxc, "vzresume", worker => PauseAsync(worker, call, isPaused: false));
    }

    private async Task LockedAsync(TaskWorker worker, long vmid, Func<Task> work)
    {
        using var held = await tasks.TakeAsync(worker, GuestKind.Lxc, vmid);
        await work();
    }

    private async Task StartHereAsync(TaskWorker worker, string node, long vmid)
    {
        tasks.State.Read(cluster => RequireStartable(cluster, node, vmid));
        await worker.WorkAsync(1.5);
        tasks.State.Change(cluster =>
        {
            var guest = RequireStartable(cluster, node, vmid);
            new ConfigChanges(cluster, guest).ApplyAll();
            guest.StartedAt = tasks.Now;
            guest.Pid = ++cluster.LastPid;
        });
    }

    private Task ShutdownAsync(TaskWorker worker, ApiCall call)
    {
        var patience = call.Parameters.OptionalWhole("timeout") ?? 60;
        return patience >= ShutdownTime || call.Parameters.Flag("forceStop")
            ? EndAsync(worker, call, Math.Min(patience, ShutdownTime))
            : throw new TaskFailureException($"command 'lxc-stop -n {call.Vmid} --nokill --timeout {patience}' failed: exit code 1");
    }

    private async Task EndAsync(TaskWorker worker, ApiCall call, double seconds)
    {
        tasks.State.Read(cluster => Unlocked(cluster, call));
        await worker.WorkAsync(seconds);
        tasks.State.Change(cluster =>
        {
            var guest = cluster.Require(call.Node, GuestKind.Lxc, call.Vmid);
            GuestPower.SwitchOff(guest);
            new ConfigChanges(cluster, guest).ApplyAll();
        });
    }

    private async Task PauseAsync(TaskWorker worker, ApiCall call, bool isPaused)
    {
        tasks.State.Read(cluster => Unlocked(cluster, call));
        await worker.WorkAsync(0.2);
        tasks.State.Change(cluster => Unlocked(cluster, call).IsPaused = isPaused);
    }

    private void RequireStopped(string node, long vmid)
    {
        if (IsRunning(node, vmid))
            throw ApiException.Failure($"CT {vmid} already running");
    }

    private void RequireRunning(ApiCall call)
    {
        if (!IsRunning(call.Node, call.Vmid))
            throw ApiException.Failure($"CT {call.Vmid} not running");
    }

    private bool IsRunning(string node, long vmid) =>
        tasks.State.Read(cluster => cluster.FindGuest(node, GuestKind.Lxc, vmid) is { IsRunning: true });

    private static Guest Unlocked(ClusterDocument cluster, ApiCall call)
    {
        var guest = cluster.Require(call.Node, GuestKind.Lxc, call.Vmid);
        guest.RequireUnlocked();
        return guest;
    }

    private static Guest RequireStartable(ClusterDocument cluster, string node, long vmid)
    {
        var guest = cluster.Require(node, GuestKind.Lxc, vmid);
        if (guest.IsTemplate)
            throw new TaskFailureException("you can't start a CT if it's a template");
        guest.RequireUnlocked();
        if (guest.IsRunning)
            throw new TaskFailureException($"CT {vmid} already running");
        return GuestPower.MissingBridge(cluster, guest) is null ? guest : throw new TaskFailureException($"startup for container '{vmid}' failed");
    }
}
