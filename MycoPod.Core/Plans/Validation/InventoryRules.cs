using MycoPod.Core.Inventory;

namespace MycoPod.Core.Plans.Validation;

/// <summary>The rules a plan must keep on the cluster it was made for: what it names exists there, what it makes does not yet.</summary>
public static class InventoryRules
{
    public static IReadOnlyList<PlanProblem> Check(Plan plan, InventorySnapshot inventory)
    {
        var cluster = new PlannedCluster(inventory);
        List<PlanProblem> problems = [];
        foreach (var (index, step) in plan.Steps.Index())
        {
            problems.AddRange(step.CheckOn(cluster).Concat(CheckPermitted(step, inventory.Permissions)).Select(text => new PlanProblem(index + 1, text)));
            step.ApplyTo(cluster);
        }

        return problems;
    }

    /// <summary>The cluster asks for privileges again when it is sent the request, and may know of a rule that is not seen here.</summary>
    private static IEnumerable<string> CheckPermitted(Step step, TokenPermissions? permissions) =>
        permissions is null ? [] : step.Needs.Where(n => !n.AnyOf.Any(p => permissions.May(n.Path, p))).Select(n => $"The credentials do not permit this: {n} is lacking.");
}
