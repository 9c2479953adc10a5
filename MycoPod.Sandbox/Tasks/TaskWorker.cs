using MycoPod.Sandbox.Faults;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Tasks;

/// <summary>What a running task may do: write its log, take time, die.</summary>
internal sealed class TaskWorker(Upid upid, TaskStore store, SandboxClock clock, CancellationToken interrupt, CancellationToken stopping)
{
    public const string Interrupted = "received interrupt";

    public Upid Upid => upid;

    /// <summary>A task with warnings ends as <c>WARNINGS: n</c>, which is a success.</summary>
    public int Warnings { get; private set; }

    /// <summary>Not so while the whole process ends: then everything stays as it is.</summary>
    public bool IsAlive => !stopping.IsCancellationRequested;

    public void Log(string line) => store.Append(upid, line);

    public Fault? Fault { private get; init; }

    /// <summary>What was asked to go wrong goes wrong: a failure in the midst of the work, a warning at its end.</summary>
    public void Stumble()
    {
        if (Fault?.Kind == FaultKind.TaskWarning)
            Warn(Fault.Message);
        else if (Fault is not null)
            throw new TaskFailureException(Fault.Message);
    }

    public void Warn(string text)
    {
        Warnings++;
        Log($"WARN: {text}");
    }

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
            throw new TaskFailureException(Interrupted);
        }

        if (Fault?.Kind == FaultKind.TaskError)
            Stumble();
    }

    /// <summary>Writes a line and takes the time that the work behind it takes.</summary>
    public async Task LogAsync(string line, double seconds)
    {
        Log(line);
        await WorkAsync(seconds);
    }
}
