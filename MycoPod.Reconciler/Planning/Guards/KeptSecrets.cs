using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Reconciler.Planning.Guards;

/// <summary>No plan holds what only the Agent knows: plans are committed, and read by everybody.</summary>
/// <param name="values">The secrets as they are now.</param>
internal sealed class KeptSecrets(Func<IReadOnlyList<string>> values) : IPlanGuard
{
    public IEnumerable<PlanProblem> Check(string declaration, Plan plan, InventorySnapshot? inventory)
    {
        var secrets = values();
        return plan.Steps.Index().Where(s => PlanTexts.Of(s.Item).Any(t => secrets.Any(v => t.Contains(v, StringComparison.Ordinal))))
            .Select(s => new PlanProblem(s.Index + 1, "It holds one of the Agent's own secrets."));
    }
}
