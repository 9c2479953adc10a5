using MycoPod.Core.Runs;

namespace MycoPod.Reconciler.Execution;

/// <summary>How a step ended.</summary>
/// <param name="Result">One line for people.</param>
/// <param name="IsUnknown">Nobody can tell what became of it: the run needs attention.</param>
internal sealed record StepOutcome(StepStatus Status, string Result, bool IsUnknown = false)
{
    public bool IsSuccess => Status is StepStatus.Succeeded or StepStatus.Unchanged;
}
