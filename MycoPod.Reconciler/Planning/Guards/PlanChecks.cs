using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Validation;
using MycoPod.Core.Proxmox.Exchanges;
using MycoPod.Reconciler.Credentials;
using MycoPod.Reconciler.Policy;

namespace MycoPod.Reconciler.Planning.Guards;

/// <summary>Everything that a plan is held against before it is shown, the same for every planner.</summary>
internal sealed class PlanChecks(ClusterAccess access, SchemaRules schema, PolicyGate policy, IReadOnlyList<IPlanGuard> guards)
{
    private const string Unchecked = "The cluster does not publish its API schema, so the calls were not held against it.";

    /// <returns>What is wrong, and what has to be told with the plan although nothing is.</returns>
    public async Task<(IReadOnlyList<PlanProblem> Problems, IReadOnlyList<string> Remarks)> CheckAsync(string text, Plan plan, InventorySnapshot? inventory, CancellationToken cancellationToken)
    {
        List<PlanProblem> problems = [.. PlanRules.Check(plan), .. inventory is null ? [] : InventoryRules.Check(plan, inventory), .. guards.SelectMany(g => g.Check(text, plan, inventory)), .. policy.Check(plan, inventory)];
        if (problems.Count > 0 || access.Open(DiscardedExchanges.Instance) is not { } client) return (problems, policy.Remarks(plan));
        var calls = await schema.CheckAsync(plan, client, cancellationToken);
        return (calls ?? [], [.. policy.Remarks(plan), .. calls is null ? [Unchecked] : Array.Empty<string>()]);
    }
}
