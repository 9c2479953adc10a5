using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Guests;

/// <summary>How work on guests is begun: at once or as a task, with or without the guest's file lock.</summary>
internal sealed class GuestTasks(ClusterState state, TaskRunner runner, GuestLocks locks, SandboxClock clock)
{
    public ClusterState State => state;

    public DateTimeOffset Now => clock.Now;

    public bool HasPassed(DateTimeOffset start, double seconds) => clock.Now - start >= clock.Scale(TimeSpan.FromSeconds(seconds));

    public ApiAnswer Begin(ApiCall call, string type, Func<TaskWorker, Task> work) =>
        ApiAnswer.Of(runner.Start(call.Node, type, $"{call.Vmid}", call.Caller, work).ToString());

    /// <summary>The whole task holds the guest's file lock.</summary>
    public ApiAnswer BeginLocked(ApiCall call, GuestKind kind, string type, Func<TaskWorker, Task> work) =>
        Begin(call, type, async worker =>
        {
            using var held = await TakeAsync(worker, kind, call.Vmid);
            await work(worker);
        });

    public Task<IDisposable> TakeAsync(TaskWorker worker, GuestKind kind, long vmid) => locks.TakeAsync(kind, vmid, worker.WorkAsync);

    public Task<IDisposable> TakeAsync(ApiCall call, GuestKind kind, double patience = 10, bool isShared = false) =>
        locks.TakeAsync(kind, call.Vmid, seconds => clock.DelayAsync(TimeSpan.FromSeconds(seconds), call.Token), patience, isShared);

    /// <summary>Checks that the server makes before it forks, while it holds the lock.</summary>
    public async ValueTask<ApiAnswer> LockedAsync(ApiCall call, GuestKind kind, Func<ApiAnswer> work)
    {
        using var held = await TakeAsync(call, kind);
        return work();
    }
}
