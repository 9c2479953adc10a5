using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Calls;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Reconciler.Planning.Guards;

/// <summary>The kinds of steps that a language model may write. The policy narrows further; nothing widens this.</summary>
internal sealed class AllowedKinds : IPlanGuard
{
    /// <summary>A call of the whole API, whose effect cannot be looked up, and free commands on nodes: what a person may want, a model is not to choose.</summary>
    private static readonly HashSet<string> NotForModels = new([CallApi.KindName, "run-on-node"], StringComparer.Ordinal);

    public static bool Allows(string kind) => !NotForModels.Contains(kind);

    public IEnumerable<PlanProblem> Check(string declaration, Plan plan, InventorySnapshot? inventory) =>
        plan.Steps.Index().Where(s => !Allows(s.Item.Kind)).Select(s => new PlanProblem(s.Index + 1, $"Steps of the kind {s.Item.Kind} are not open to language models."));
}
