using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Validation;
using MycoPod.Reconciler.Planning;
using MycoPod.Reconciler.Planning.BuiltIn;

namespace MycoPod.Tests.Planning;

/// <summary>Plans a text and checks what holds for every outcome.</summary>
internal static class Planned
{
    public static PlanningOutcome On(InventorySnapshot? inventory, string text)
    {
        var outcome = Run(inventory, text);
        var again = Run(inventory, text);
        Assert.Equal(outcome.Plan?.ComputeDigest(), again.Plan?.ComputeDigest());
        Assert.Equal(outcome.Assumptions, again.Assumptions);
        Assert.Equal(outcome.Problems, again.Problems);
        Assert.Equal(outcome.Plan is null, outcome.Problems.Count > 0);
        if (outcome.Plan is not { } plan) return outcome;
        Assert.Empty(PlanRules.Check(plan));
        if (inventory is not null) Assert.Empty(InventoryRules.Check(plan, inventory));
        return outcome;
    }

    public static PlanningOutcome OnTestCluster(string text) => On(TestCluster.Snapshot, text);

    /// <summary>The plan as lines; fails with the problems where there is none.</summary>
    public static IReadOnlyList<string> Lines(string text)
    {
        var outcome = OnTestCluster(text);
        Assert.True(outcome.Plan is not null, $"{text}\n{string.Join('\n', outcome.Problems)}");
        return PlanLines.Of(outcome.Plan ?? Plan.Of([]));
    }

    /// <summary>The problems in one text; fails where there is a plan.</summary>
    public static string Problems(string text)
    {
        var outcome = OnTestCluster(text);
        Assert.True(outcome.Plan is null, $"{text}\n{string.Join('\n', PlanLines.Of(outcome.Plan ?? Plan.Of([])))}");
        return string.Join('\n', outcome.Problems);
    }

    private static PlanningOutcome Run(InventorySnapshot? inventory, string text) =>
        new BuiltInPlanner().PlanAsync(text, inventory, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
}
