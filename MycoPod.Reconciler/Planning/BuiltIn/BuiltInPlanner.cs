using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Validation;
using MycoPod.Reconciler.Planning.BuiltIn.Clauses;
using MycoPod.Reconciler.Planning.BuiltIn.Intents;
using MycoPod.Reconciler.Planning.BuiltIn.Reading;
using MycoPod.Reconciler.Planning.BuiltIn.Resolving;

namespace MycoPod.Reconciler.Planning.BuiltIn;

/// <summary>
/// Plans English without a model and without a network: words become terms, terms clauses, clauses intents, and intents steps
/// on the cluster at hand. What it does not understand it names; it never guesses. The same text and snapshot give the same plan.
/// </summary>
internal sealed class BuiltInPlanner(
#pragma warning disable CS9113
    IClusterLook? look = null) : IPlanner
{
    /// <summary>Characters of text that are read; more is refused.</summary>
    public const int LongestText = 100_000;

    public string Name => "built-in";

    public Task<PlanningOutcome> PlanAsync(string text, InventorySnapshot? inventory, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Plan(text, inventory));
    }

    private static PlanningOutcome Plan(string text, InventorySnapshot? inventory)
    {
        if (text.Length > LongestText) return PlanningOutcome.Refused([$"The text is longer than {LongestText} characters."]);
        Findings findings = new();
        var intents = new IntentReader(TermReader.Read(text, Lexicon.Default), inventory, findings).Read();
        CheckComplete(intents, findings);
        if (findings.HasProblems) return PlanningOutcome.Refused(findings.AllProblems());
        if (inventory is null) findings.Assume("The cluster is unknown: nothing was checked against it.");
        if (new PlanBuilder(inventory, inventory ?? StandInCluster.For(intents), findings).Build(intents) is not { } plan) return PlanningOutcome.Refused(findings.AllProblems());
        var broken = PlanRules.Check(plan).Concat(inventory is null ? [] : InventoryRules.Check(plan, inventory)).Select(p => p.ToString()).ToList();
        return broken.Count > 0 ? PlanningOutcome.Refused(broken) : PlanningOutcome.Planned(plan, findings.Assumptions);
    }

    private static void CheckComplete(IReadOnlyList<Intent> intents, Findings findings)
    {
        if (findings.HasProblems) return;
        if (intents.Count == 0) findings.Problem($"The text asks for nothing that I know. {Findings.Coverage}");
        foreach (var power in intents.OfType<PowerIntent>().Where(p => p.Action is null))
            findings.Problem($"{Findings.Quote(power.Verb.Text)}: say what is to be so, as in “make sure web-1 is running”.");
    }
}
