using MycoPod.Core.Inventory;

namespace MycoPod.Core.Plans.Validation;

/// <summary>The rules a plan must keep on the cluster it was made for: what it names exists there, what it makes does not yet.</summary>
public static class InventoryRules
{
    public static IReadOnlyList<PlanProblem> Check(Plan plan, InventorySnapshot inventory)
    {
        var cluster = new PlannedCluster(inventory);
        var capacity = new Capacity(inventory);
        var addresses = new UsedAddresses(inventory);
        List<PlanProblem> problems = [];
        foreach (var (index, step) in plan.Steps.Index())
        {
            problems.AddRange(step.CheckOn(cluster).Concat(CheckPermitted(step, cluster)).Concat(capacity.Take(step)).Concat(addresses.Take(step, index + 1)).Select(text => new PlanProblem(index + 1, text)));
            step.ApplyTo(cluster);
        }

        return problems;
    }

    /// <summary>The cluster asks for privileges again when it is sent the request, and may know of a rule that is not seen here.</summary>
    private static IEnumerable<string> CheckPermitted(Step step, PlannedCluster cluster) =>
        cluster.Inventory.Permissions is not { } permissions ? [] : step.Needs.Select(n => InZone(n, cluster)).Where(n => !n.AnyOf.Any(p => permissions.May(n.Path, p))).Select(n => $"The credentials do not permit this: {n} is lacking.");

    /// <summary>A network of the SDN has its path below its own zone.</summary>
    private static Need InZone(Need need, PlannedCluster cluster)
    {
        if (!need.Path.StartsWith(Need.BridgeRoot, StringComparison.Ordinal)) return need;
        var below = need.Path[Need.BridgeRoot.Length..];
        return cluster.ZoneOf(below.Split('/')[0]) is { } zone ? need with { Path = $"/sdn/zones/{zone}/{below}" } : need;
    }
}
