using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Validation;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Frames;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;
using MycoPod.Reconciler.Planning.BuiltIn.World;

namespace MycoPod.Reconciler.Planning.BuiltIn;

/// <summary>
/// Plans English without a model and without a network: words become clauses, clauses frames, and frames steps on the cluster at
/// hand. What it does not understand it names; it never guesses. The same text and cluster give the same plan.
/// </summary>
/// <param name="look">Reads what the inventory leaves out; null where there is nothing to look at.</param>
internal sealed class BuiltInPlanner(IClusterLook? look = null) : IPlanner
{
    /// <summary>Characters of text that are read; more is refused.</summary>
    public const int LongestText = 100_000;

    /// <summary>So much is not understood of a text at once; whoever mends that looks again.</summary>
    private const int MostProblems = 20;

    /// <summary>What is found out may call for more to be read, but not for ever.</summary>
    private const int MostRounds = 6;

    public string Name => "built-in";

    public async Task<PlanningOutcome> PlanAsync(string text, InventorySnapshot? inventory, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (text.Length > LongestText) return PlanningOutcome.Refused([$"The text is longer than {LongestText} characters."]);
        var facts = new KnownFacts();
        var tokens = TokenReader.Read(text, Lexicon.Default);
        for (var round = 1; ; round++)
        {
            var outcome = Plan(text, tokens, new(inventory ?? StandInCluster.Snapshot, facts), isKnown: inventory is not null);
            if (facts.IsComplete || round == MostRounds) return outcome;
            await facts.FillAsync(inventory is null ? null : look, cancellationToken);
        }
    }

    /// <summary>"Stop all containers. pihole is important." may spare one of them.</summary>
    private static void CheckStories(IReadOnlyList<Clause> clauses, Draft draft)
    {
        if (!clauses.Any(c => c.Facets.Exists(f => f.Guests is { IsAll: true }))) return;
        foreach (var story in clauses.SelectMany(c => c.Stories).Where(s => s.NamesGuests)) draft.Ask($"{Draft.Quote(story.Text)}: is something not to be done there? Say it as in “except web-1”, or leave the sentence out.");
    }

    private static PlanningOutcome Plan(string text, IReadOnlyList<Token> tokens, Cluster cluster, bool isKnown)
    {
        var draft = new Draft(cluster);
        var reader = new ClauseReader(text, tokens, Lexicon.Default, FacetRules.Default, cluster);
        var clauses = Vagueness.Settle(reader.Read());
        foreach (var question in Inquiries.In(text, tokens, Lexicon.Default)) draft.Problem($"{Draft.Quote(question)} is a question: nothing is done about it. Say what is to be so.");
        CheckStories(clauses, draft);
        foreach (var clause in clauses.Take(ClauseReader.MostClauses).TakeWhile(_ => draft.Problems.Count < MostProblems)) FrameTable.Plan(clause, draft);
        if ((reader.IsCut || clauses.Count > ClauseReader.MostClauses) && draft.Problems.Count == 0) draft.Problem($"The text asks for more than {ClauseReader.MostClauses} things; a plan may have {PlanRules.MaxSteps} steps. Make several declarations of it.");
        if (clauses.Count == 0) draft.Problem($"The text asks for nothing that I know. {FrameTable.Coverage}");
        IReadOnlyList<Step> steps = draft.IsStuck ? [] : draft.Steps();
        if (draft.Problems.Count > 0) return PlanningOutcome.Refused(draft.Problems);
        if (draft.Questions.Count > 0) return PlanningOutcome.Asked(draft.Questions);
        if (steps.Count == 0) return draft.AlreadySo.Count > 0 ? PlanningOutcome.NothingToDo(draft.AlreadySo, draft.Assumptions) : PlanningOutcome.Refused([$"The text asks for nothing that I know. {FrameTable.Coverage}"]);
        if (!isKnown) draft.Assume("The cluster is unknown: nothing was checked against it.");
        var plan = Core.Plans.Plan.Of(steps);
        if (steps.Any(s => s.Risk == Risk.Destroy) && clauses.SelectMany(c => c.Stories).FirstOrDefault(s => !s.IsExplained) is { } unclear) return PlanningOutcome.Refused([$"I did not understand: {Draft.Quote(unclear.Text)}. Beside something that is destroyed nothing is passed over: leave it out, or say it otherwise."]);
        var broken = PlanRules.Check(plan).Concat(isKnown ? InventoryRules.Check(plan, cluster.Inventory) : []).Select(p => p.ToString()).ToList();
        return broken.Count > 0 ? PlanningOutcome.Refused(broken) : PlanningOutcome.Planned(plan, [.. draft.Assumptions, .. draft.AlreadySo]);
    }
}
