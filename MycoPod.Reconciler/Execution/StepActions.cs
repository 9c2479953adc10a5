using MycoPod.Core.Plans;

namespace MycoPod.Reconciler.Execution;

/// <summary>The action of each step.</summary>
internal sealed class StepActions(IEnumerable<IStepAction> actions)
{
    private readonly IReadOnlyList<IStepAction> known = [.. actions];

    /// <exception cref="InvalidOperationException">No action, or more than one, handles it.</exception>
    public IStepAction For(Step step) => known.Single(a => a.Handles(step));
}
