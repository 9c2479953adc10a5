using MycoPod.Core.Inventory;

namespace MycoPod.Reconciler.Planning;

/// <summary>Turns a declaration's text into a plan, or says why there is none. A planner proposes; it never acts.</summary>
internal interface IPlanner
{
    /// <summary>Who plans, as shown with the plan: <c>built-in</c>.</summary>
    string Name { get; }

    /// <summary>Plans <paramref name="text"/> against a snapshot of the cluster.</summary>
    /// <param name="inventory">Null where the cluster is unknown (no credentials): the plan is then made unchecked.</param>
    Task<PlanningOutcome> PlanAsync(string text, InventorySnapshot? inventory, CancellationToken cancellationToken);
}
