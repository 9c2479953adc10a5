using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Tasks;

/// <summary>What a running task may do: write its log, take time, die.</summary>
internal sealed class TaskWorker(Upid upid, TaskStore store, SandboxClock clock, CancellationToken interrupt, CancellationToken stopping)
{
    public Upid Upid => upid;

    public void Log(string line) => store.Append(upid, line);

    /// <summary>An interrupted worker dies as the real one does; one whose process ends just stops where it is.</summary>
    public async Task WorkAsync(double seconds)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(interrupt, stopping);
        try
        {
            await clock.DelayAsync(TimeSpan.FromSeconds(seconds), either.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            throw new TaskFailureException("received interrupt");
        }
    }

    /// <summary>Writes a line and takes the time that the work behind it takes.</summary>
    public async Task LogAsync(string line, double seconds)
    {
        Log(line);
        await WorkAsync(seconds);
    }
}
