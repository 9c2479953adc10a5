using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Reconciler.Planning.BuiltIn.Intents;

namespace MycoPod.Reconciler.Planning.BuiltIn.Resolving;

/// <summary>Makes steps from intents, in the order of the text.</summary>
internal sealed class PlanBuilder
{
    private readonly Findings findings;
    private readonly ChosenValues chosen = new();
    private readonly Antecedents antecedents = new();
    private readonly GuestLookup guests;
    private readonly ContainerSteps containers;
    private readonly ContainerNames names;
    private readonly PowerSteps powers;
    private readonly List<Target> made = [];

    /// <param name="inventory">Null where the cluster is unknown.</param>
    /// <param name="cluster">The inventory, or what stands in for it.</param>
    public PlanBuilder(InventorySnapshot? inventory, InventorySnapshot cluster, Findings findings)
    {
        this.findings = findings;
        guests = new(inventory, findings);
        containers = new(cluster, chosen, findings);
        names = new(cluster, findings);
        powers = new(guests, antecedents, findings);
    }

    public Plan? Build(IReadOnlyList<Intent> intents)
    {
        List<Step> steps = [];
        names.Settle([.. intents.OfType<CreateIntent>().SelectMany(c => c.Requests)]);
        if (findings.HasProblems) return null;
        foreach (var intent in intents)
        {
            if (intent is CreateIntent create) steps.AddRange(Create(create));
            else if (intent is PowerIntent power && !findings.HasProblems) steps.AddRange(powers.Of(power));
        }

        if (findings.HasProblems) return null;
        foreach (var sentence in chosen.Sentences(made.Count)) findings.Assume(sentence);
        NoteStopped();
        return Finish(steps);
    }

    private List<CreateContainer> Create(CreateIntent intent)
    {
        var steps = intent.Requests.SelectMany(containers.Of).ToList();
        List<Target> targets = [.. steps.Select(s => new Target(s.Target, GuestPower.Stopped))];
        foreach (var target in targets) guests.Add(target);
        made.AddRange(targets);
        antecedents.Add(intent.Sentence, targets, made: true);
        return steps;
    }

    private void NoteStopped()
    {
        var silent = made.Where(t => !powers.Starts(t) && !powers.Leaves(t)).Select(t => t.Name).ToList();
        if (silent.Count > 0) findings.Assume($"Not started, as the text does not ask for it: {string.Join(", ", silent)}.");
    }

    private Plan? Finish(List<Step> steps)
    {
        var unchanged = string.Join(" ", powers.Unchanged.Distinct().Take(12));
        if (steps.Count == 0)
        {
            findings.Problem($"Nothing to do: {unchanged}");
            return null;
        }

        if (unchanged.Length > 0) findings.Assume($"No step needed: {unchanged}");
        return Plan.Of(steps);
    }
}
