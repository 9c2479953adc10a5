using System.Collections.Concurrent;
using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Faults;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Tasks;

/// <summary>Starts workers, as the real daemon forks them, and interrupts them on demand.</summary>
internal sealed class TaskRunner(ClusterState state, TaskStore store, SandboxClock clock, FaultBoard faults) : IDisposable
{
    private readonly ConcurrentDictionary<string, RunningTask> running = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource stopping = new();
    private long lastDeed;

    public Upid Start(string node, string type, string id, Caller caller, Func<TaskWorker, Task> work)
    {
        var upid = state.Change(cluster => new Upid(
            node,
            ++cluster.LastPid,
            (long)((clock.Now - cluster.BootedAt).TotalSeconds * 100),
            clock.Now.ToUnixTimeSeconds(),
            type,
            id,
            caller.FullId));
        store.Add(upid);
        var interrupt = new CancellationTokenSource();
        var worker = new TaskWorker(upid, store, clock, interrupt.Token, stopping.Token) { Fault = faults.TakeForTask(type) };
        running[upid.ToString()] = new(interrupt, Task.Run(() => RunAsync(worker, work), CancellationToken.None));
        return upid;
    }

    /// <summary>Something that a daemon does some seconds later, outside of any task; lost where the process ends before.</summary>
    public void Later(double seconds, Action work)
    {
        var number = Interlocked.Increment(ref lastDeed);
        running[$"deed {number}"] = new(new CancellationTokenSource(), Task.Run(() => WaitAsync(seconds, work), CancellationToken.None));
    }

    /// <summary>Interrupts a task and waits until it is dead; nothing happens to one that has ended.</summary>
    public async Task InterruptAsync(string upid)
    {
        if (!running.TryGetValue(upid, out var task))
            return;
        await task.Interrupt.CancelAsync();
        await task.Work;
    }

    /// <summary>Ends all workers where they are. The next start finds their tasks without a result, as after a crash.</summary>
    public async Task AbandonAllAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAll(running.Values.Select(task => task.Work));
    }

    public void Dispose()
    {
        stopping.Dispose();
        foreach (var task in running.Values)
            task.Interrupt.Dispose();
    }

    private async Task WaitAsync(double seconds, Action work)
    {
        try
        {
            await clock.DelayAsync(TimeSpan.FromSeconds(seconds), stopping.Token);
            work();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The daemon went away first.
        }
    }

    private async Task RunAsync(TaskWorker worker, Func<TaskWorker, Task> work)
    {
        try
        {
            await work(worker);
            worker.Stumble();
            if (worker.Warnings == 0)
                store.Finish(worker.Upid, TaskRecord.Ok, "TASK OK", clock.Now);
            else
                store.Finish(worker.Upid, $"WARNINGS: {worker.Warnings}", $"TASK WARNINGS: {worker.Warnings}", clock.Now);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Left as it is, on purpose: see AbandonAllAsync.
        }
        catch (Exception failure) when (failure is TaskFailureException or ApiException)
        {
            store.Finish(worker.Upid, failure.Message, $"TASK ERROR: {failure.Message}", clock.Now);
        }
    }

    private sealed record RunningTask(CancellationTokenSource Interrupt, Task Work);
}
