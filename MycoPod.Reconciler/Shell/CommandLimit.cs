using MycoPod.Reconciler.Execution;

namespace MycoPod.Reconciler.Shell;

/// <summary>Ends a command that runs too long, or of a run that somebody cancelled and wants stopped.</summary>
internal sealed class CommandLimit : IAsyncDisposable
{
    private readonly CancellationTokenSource source;
    private readonly ITimer timer;

    public CommandLimit(CancelRequests cancels, Guid runId, ExecutionTimes times, TimeProvider time, CancellationToken cancellationToken)
    {
        source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var begin = time.GetTimestamp();
        timer = time.CreateTimer(_ => Look(), state: null, TimeSpan.Zero, times.LongestTaskInterval);

        void Look()
        {
            if (cancels.Find(runId) is { StopsTask: true, By: var by }) StoppedBy = by;

            // What whoever listens throws, as a connection that is gone already, is theirs: on this thread it would end the process.
            if (StoppedBy is not null || time.GetElapsedTime(begin) > times.LongestCommand) _ = source.CancelAsync();
        }
    }

    /// <summary>Ends the command when it is cancelled, by this or by the caller.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Who cancelled the run and wanted it stopped, or null.</summary>
    public string? StoppedBy { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await timer.DisposeAsync();
        source.Dispose();
    }
}
