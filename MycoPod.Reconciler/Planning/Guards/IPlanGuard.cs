using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Reconciler.Planning.Guards;

/// <summary>Something that no plan may do, whoever made it and whatever the texts say that it was made from.</summary>
internal interface IPlanGuard
{
    /// <param name="declaration">The text as the person wrote it.</param>
    /// <param name="inventory">Null where the cluster is unknown.</param>
    IEnumerable<PlanProblem> Check(string declaration, Plan plan, InventorySnapshot? inventory);
}
