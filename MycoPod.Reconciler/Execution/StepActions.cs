using MycoPod.Core.Plans;

namespace MycoPod.Reconciler.Execution;

/// <summary>The action of each step kind.</summary>
internal sealed class StepActions(IEnumerable<IStepAction> actions)
{
    private readonly Dictionary<string, IStepAction> byKind = actions.ToDictionary(a => a.Kind, StringComparer.Ordinal);

    public IStepAction For(Step step) => byKind[step.Kind];
}
