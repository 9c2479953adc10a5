using MycoPod.Core.Proxmox.Errors;
using MycoPod.Core.Runs;
using Polly;
using Polly.Retry;

namespace MycoPod.Reconciler.Execution;

/// <summary>
/// Which failures are tried again: reading whenever the connection is at fault, changing only when the request certainly was
/// not carried out. Three more attempts, exponential with jitter.
/// </summary>
internal sealed class ClusterRetry(RunLedger ledger, ExecutionTimes times, TimeProvider time)
{
    private const int Retries = 3;

    public ResiliencePipeline ForReading(Guid runId, int stepNumber) =>
        Build(runId, stepNumber, e => e.Kind is FailureKind.NeverSent or FailureKind.UnknownOutcome);

    /// <param name="waitsForTasks">Whether the caller waits itself for tasks that hold a guest.</param>
    public ResiliencePipeline ForChanging(Guid runId, int stepNumber, bool waitsForTasks) =>
        Build(runId, stepNumber, e => e.Kind is FailureKind.NeverSent or FailureKind.Locked || (e.Kind is FailureKind.LockedByTask && !waitsForTasks));

    private ResiliencePipeline Build(Guid runId, int stepNumber, Func<ProxmoxException, bool> isWorthIt) =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<ProxmoxException>(e => isWorthIt(e)),
                MaxRetryAttempts = Retries,
                BackoffType = DelayBackoffType.Exponential,
                Delay = times.RetryDelay,
                UseJitter = true,
                OnRetry = retry => new(ledger.RecordAsync(
                    runId, stepNumber, entry => Say(entry, retry.AttemptNumber + 1, retry.RetryDelay, (retry.Outcome.Exception as ProxmoxException)?.Sentence ?? ""), retry.Context.CancellationToken)),
            })
            .Build();

    private static void Say(LedgerEntry entry, int attempt, TimeSpan delay, string reason)
    {
        entry.Run.Warning = reason;
        entry.Event(RunEventKind.Retrying, $"{reason} Retry {attempt} of {Retries} in {delay.TotalSeconds:0.0} s.");
    }
}
