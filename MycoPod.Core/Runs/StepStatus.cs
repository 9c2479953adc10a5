namespace MycoPod.Core.Runs;

/// <summary>Status of a step in a run.</summary>
public enum StepStatus
{
    Pending,
    Running,
    Succeeded,

    /// <summary>It was so already; nothing was sent that changes anything.</summary>
    Unchanged,
    Failed,

    /// <summary>An earlier step failed.</summary>
    Skipped,
    Cancelled,
}
