using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Guests.Machines;

/// <summary>
/// Starting, stopping and pausing virtual machines. Most checks happen in the task, even whether the machine exists; a
/// machine without an operating system hears the power button and does nothing.
/// </summary>
internal sealed class MachinePower(GuestTasks tasks, HaRequests ha)
{
    private const double ShutdownTime = 2;
    private const double KillTime = 1;

    public ApiAnswer Start(ApiCall call)
    {
        RequireRoot(call, "skiplock", "stateuri", "migratedfrom", "migration_type", "migration_network", "targetstorage");
        return ha.Start(call, GuestKind.Qemu, worker => LockedAsync(worker, call, Work)) ?? tasks.BeginLocked(call, GuestKind.Qemu, "qmstart", Work);

        Task Work(TaskWorker worker) => StartHereAsync(worker, call.Node, call.Vmid);
    }

    public ApiAnswer Stop(ApiCall call)
    {
        RequireRoot(call, "skiplock", "keepActive", "migratedfrom");
        return ha.Stop(call, GuestKind.Qemu, worker => LockedAsync(worker, call, Work)) ?? tasks.BeginLocked(call, GuestKind.Qemu, "qmstop", Work);

        Task Work(TaskWorker worker) => StopAsync(worker, call);
    }

    public ApiAnswer Shutdown(ApiCall call)
    {
        RequireRoot(call, "skiplock", "keepActive");
        if (IsPaused(call) && !call.Parameters.Flag("forceStop"))
            throw ApiException.Failure("VM is paused - cannot shutdown");
        return ha.Stop(call, GuestKind.Qemu, worker => LockedAsync(worker, call, Work)) ?? tasks.BeginLocked(call, GuestKind.Qemu, "qmshutdown", Work);

        Task Work(TaskWorker worker) => ShutdownAsync(worker, call);
    }

    public ApiAnswer Reboot(ApiCall call)
    {
        if (IsPaused(call))
            throw ApiException.Failure("VM is paused - cannot shutdown");
        RequireRunning(call);
        return tasks.BeginLocked(call, GuestKind.Qemu, "qmreboot", async worker =>
        {
            await ShutdownAsync(worker, call);
            await StartHereAsync(worker, call.Node, call.Vmid);
        });
    }

    public ApiAnswer Reset(ApiCall call)
    {
        RequireRoot(call, "skiplock");
        RequireRunning(call);
        return tasks.BeginLocked(call, GuestKind.Qemu, "qmreset", async worker =>
        {
            tasks.State.Read(cluster => Unlocked(cluster, call));
            await worker.WorkAsync(0.2);
            tasks.State.Change(cluster => Unlocked(cluster, call).StartedAt = tasks.Now);
        });
    }

    public ApiAnswer Suspend(ApiCall call)
    {
        RequireRoot(call, "skiplock");
        RequireRunning(call);
        if (call.Parameters.Flag("todisk"))
            throw ApiException.Failure("the sandbox suspends to memory only");
        return tasks.BeginLocked(call, GuestKind.Qemu, "qmpause", worker => PauseAsync(worker, call, isPaused: true));
    }

    public ApiAnswer Resume(ApiCall call)
    {
        RequireRoot(call, "skiplock", "nocheck");
        RequireRunning(call);
        return tasks.BeginLocked(call, GuestKind.Qemu, "qmresume", worker => PauseAsync(worker, call, isPaused: false));
    }

    public void StartAfterwards(ApiCall call) =>
        tasks.BeginLocked(call, GuestKind.Qemu, "qmstart", worker => StartHereAsync(worker, call.Node, call.Vmid));

    /// <summary>Starts within a task that holds the lock already. Whatever waited for this is in effect then.</summary>
    private async Task StartHereAsync(TaskWorker worker, string node, long vmid)
    {
        var missing = tasks.State.Read(cluster => GuestPower.MissingBridge(cluster, RequireStartable(cluster, node, vmid)));
        await worker.WorkAsync(1.5);
        if (missing is not null)
        {
            worker.Log($"bridge '{missing}' does not exist");
            throw new TaskFailureException("start failed: QEMU exited with code 1");
        }

        tasks.State.Change(cluster =>
        {
            var guest = RequireStartable(cluster, node, vmid);
            new ConfigChanges(cluster, guest).ApplyAll();
            guest.CloudInit.Clear();
            guest.StartedAt = tasks.Now;
            guest.Pid = ++cluster.LastPid;
        });
    }

    /// <summary>Stopping a stopped machine succeeds.</summary>
    private async Task StopAsync(TaskWorker worker, ApiCall call)
    {
        if (!tasks.State.Read(cluster => Unlocked(cluster, call).IsRunning))
            return;
        await worker.WorkAsync(1);
        SwitchOff(call);
    }

    private async Task ShutdownAsync(TaskWorker worker, ApiCall call)
    {
        var (isRunning, hears) = tasks.State.Read(cluster =>
        {
            var guest = Unlocked(cluster, call);
            return (guest.IsRunning, cluster.HasSystem(guest) && !guest.IsPaused);
        });
        if (!isRunning)
            return;

        var patience = call.Parameters.OptionalWhole("timeout") ?? 60;
        var isInTime = hears && patience >= ShutdownTime;
        await worker.WorkAsync(isInTime ? ShutdownTime : patience);
        if (!isInTime && !call.Parameters.Flag("forceStop"))
            throw new TaskFailureException("VM quit/powerdown failed - got timeout");
        if (!isInTime)
            await worker.LogAsync("VM still running - terminating now with SIGTERM", KillTime);
        SwitchOff(call);
    }

    private async Task LockedAsync(TaskWorker worker, ApiCall call, Func<TaskWorker, Task> work)
    {
        using var held = await tasks.TakeAsync(worker, GuestKind.Qemu, call.Vmid);
        await work(worker);
    }

    private async Task PauseAsync(TaskWorker worker, ApiCall call, bool isPaused)
    {
        tasks.State.Read(cluster => Unlocked(cluster, call));
        await worker.WorkAsync(0.1);
        tasks.State.Change(cluster => Unlocked(cluster, call).IsPaused = isPaused);
    }

    private void SwitchOff(ApiCall call) => tasks.State.Change(cluster =>
    {
        var guest = cluster.Require(call.Node, GuestKind.Qemu, call.Vmid);
        GuestPower.SwitchOff(guest);
        new ConfigChanges(cluster, guest).ApplyAll();
    });

    private bool IsPaused(ApiCall call) =>
        tasks.State.Read(cluster => cluster.FindGuest(call.Node, GuestKind.Qemu, call.Vmid) is { IsPaused: true });

    private void RequireRunning(ApiCall call)
    {
        if (!tasks.State.Read(cluster => cluster.FindGuest(call.Node, GuestKind.Qemu, call.Vmid) is { IsRunning: true }))
            throw ApiException.Failure($"VM {call.Vmid} not running");
    }

    private static Guest Unlocked(ClusterDocument cluster, ApiCall call)
    {
        var guest = cluster.Require(call.Node, GuestKind.Qemu, call.Vmid);
        if (!call.Parameters.Flag("skiplock"))
            guest.RequireUnlocked();
        return guest;
    }

    private static Guest RequireStartable(ClusterDocument cluster, string node, long vmid)
    {
        var guest = cluster.Require(node, GuestKind.Qemu, vmid);
        guest.RequireUnlocked();
        if (guest.IsTemplate)
            throw new TaskFailureException("you can't start a vm if it's a template");
        if (guest.IsRunning)
            throw new TaskFailureException($"VM {vmid} already running");
        foreach (var (name, value) in guest.Config.Where(entry => MachineOptions.IsDrive(entry.Key) && GuestVolumes.VolumeOf(entry.Value) is not ("none" or "cdrom")))
        {
            if (cluster.FindVolume(guest, guest.Pending.GetValueOrDefault(name) ?? value) is null)
                throw new TaskFailureException($"volume '{GuestVolumes.VolumeOf(value)}' does not exist");
        }

        return guest;
    }

    private static void RequireRoot(ApiCall call, params string[] names)
    {
        foreach (var name in names.Where(name => call.Parameters.OptionalText(name) is { } value && value != "0" && !call.Caller.IsRootUser))
            throw ApiException.BadParameter(name, "Only root may use this option.");
    }
}
