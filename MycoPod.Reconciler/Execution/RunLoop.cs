using MycoPod.Core.Runs;
using MycoPod.Reconciler.Reconciliation;
using MycoPod.Reconciler.Telemetry;

namespace MycoPod.Reconciler.Execution;

/// <summary>One run at a time, in the order they were approved; an interrupted one first.</summary>
internal sealed partial class RunLoop(
    RunLedger ledger, RunExecutor executor, PauseSwitch pauses, AgentLease lease, WorkSignals signals, TimeProvider time, ILogger<RunLoop> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private bool isAway;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lease.HeldAsync(stoppingToken);

        // Losing the lease ends the work at once, not only when the process has stopped: another Agent may be at it already.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lease.Lost);
        while (!either.IsCancellationRequested)
        {
            if (!await RunNextAsync(either.Token)) await signals.Runs.WaitAsync(Interval, time, either.Token);
        }
    }

    /// <returns>Whether a run was carried out, so that the next is looked for at once.</returns>
    private async Task<bool> RunNextAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ledger.StoreKeptAsync(cancellationToken);
            isAway = false;
            if (await ledger.FindNextAsync(onlyUnderWay: pauses.Current is not null, cancellationToken) is not { } run) return false;
            if (run.Status == RunStatus.Running) Log.Resuming(log, run.Number);
            await ExecuteAsync(run, cancellationToken);
            return true;
        }
        catch (Exception e) when (DatabaseFailure.IsOutage(e))
        {
            // Nothing is sent without a durable intent; the run goes on from its record once the database is back.
            if (!isAway) AgentMeter.CountOutage();
            isAway = true;
            Log.DatabaseLost(log, e.Message);
            return false;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotRecorded(log, e);
            return false;
        }
    }

    private async Task ExecuteAsync(Run run, CancellationToken cancellationToken)
    {
        try
        {
            await executor.ExecuteAsync(run, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && !DatabaseFailure.IsOutage(e))
        {
            // A mistake of ours must neither stop the Agent nor be tried for ever: a person looks at it.
            Log.Unexpected(log, e, run.Number);
            await ledger.EndRunAsync(run.Id, RunStatus.NeedsAttention, Explanation, entry => entry.Close(), cancellationToken);
        }
    }

    private const string Explanation =
        "The Agent met an error of its own and stopped this run. What it did until then is in the log below; its own log says more.";

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Run {Number} was interrupted and goes on.")]
        public static partial void Resuming(ILogger logger, long number);

        [LoggerMessage(LogLevel.Error, "Run {Number} met an unexpected error and needs attention.")]
        public static partial void Unexpected(ILogger logger, Exception exception, long number);

        [LoggerMessage(LogLevel.Error, "The state of runs could not be recorded; trying again.")]
        public static partial void NotRecorded(ILogger logger, Exception exception);

        [LoggerMessage(LogLevel.Warning, "The database cannot be reached; nothing is carried out until it is back: {Reason}")]
        public static partial void DatabaseLost(ILogger logger, string reason);
    }
}
