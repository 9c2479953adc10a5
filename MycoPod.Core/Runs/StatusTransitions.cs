namespace MycoPod.Core.Runs;

/// <summary>The one table of how runs and steps may change.</summary>
public static class StatusTransitions
{
    private static readonly HashSet<(RunStatus From, RunStatus To)> OfRuns =
    [
        (RunStatus.Queued, RunStatus.Running),
        (RunStatus.Queued, RunStatus.Cancelled),
        (RunStatus.Queued, RunStatus.Refused),
        (RunStatus.Queued, RunStatus.Expired),
        (RunStatus.Running, RunStatus.Succeeded),
        (RunStatus.Running, RunStatus.Errored),
        (RunStatus.Running, RunStatus.NeedsAttention),
        (RunStatus.Running, RunStatus.Cancelled),
        (RunStatus.Errored, RunStatus.Queued),
        (RunStatus.NeedsAttention, RunStatus.Queued),
    ];

    private static readonly HashSet<(StepStatus From, StepStatus To)> OfSteps =
    [
        (StepStatus.Pending, StepStatus.Running),
        (StepStatus.Pending, StepStatus.Skipped),
        (StepStatus.Pending, StepStatus.Cancelled),
        (StepStatus.Running, StepStatus.Succeeded),
        (StepStatus.Running, StepStatus.Unchanged),
        (StepStatus.Running, StepStatus.Failed),
        (StepStatus.Running, StepStatus.Cancelled),
        (StepStatus.Succeeded, StepStatus.Unchanged),
        (StepStatus.Failed, StepStatus.Pending),
        (StepStatus.Failed, StepStatus.Succeeded),
        (StepStatus.Skipped, StepStatus.Pending),
        (StepStatus.Cancelled, StepStatus.Pending),
    ];

    public static bool MayBecome(this RunStatus from, RunStatus to) => OfRuns.Contains((from, to));

    public static bool MayBecome(this StepStatus from, StepStatus to) => OfSteps.Contains((from, to));

    /// <summary>Whether nothing more happens by itself.</summary>
    public static bool IsFinal(this RunStatus status) => status is not (RunStatus.Queued or RunStatus.Running);
}
