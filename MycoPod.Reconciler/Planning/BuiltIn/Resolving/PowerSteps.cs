using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Reconciler.Planning.BuiltIn.Intents;

namespace MycoPod.Reconciler.Planning.BuiltIn.Resolving;

/// <summary>Makes the steps that start, stop and delete guests. What is so already needs no step.</summary>
internal sealed class PowerSteps(GuestLookup guests, Antecedents antecedents, Findings findings)
{
    private readonly Dictionary<GuestReference, GuestPower> powers = [];
    private readonly HashSet<GuestReference> leftStopped = [];
    private readonly HashSet<GuestReference> started = [];
    private readonly HashSet<GuestReference> deleted = [];

    public List<string> Unchanged { get; } = [];

    public bool Leaves(Target target) => leftStopped.Contains(target.Reference);

    public bool Starts(Target target) => started.Contains(target.Reference);

    public IEnumerable<Step> Of(PowerIntent intent)
    {
        var targets = Targets(intent);
        antecedents.Add(intent.Sentence, targets, made: false);
        return targets.SelectMany(t => Apply(intent.Action, t)).ToList();
    }

    private List<Target> Targets(PowerIntent intent)
    {
        List<Target> targets = [];
        HashSet<GuestReference> seen = [];
        List<GuestMention> mentions = intent.Mentions.Count > 0 || intent.Action is PowerAction.Stop or PowerAction.Delete || intent.Node is not null
            ? intent.Mentions
            : [new(intent.Verb.Text) { Back = GuestMention.JustMade }];
        if (mentions.Count == 0) findings.Problem($"{Findings.Quote(intent.Verb.Text)}: which guest? Give its name or number.");
        foreach (var mention in mentions) targets.AddRange(Find(mention, intent).Where(t => seen.Add(t.Reference)));
        return targets;
    }

    private IReadOnlyList<Target> Find(GuestMention mention, PowerIntent intent)
    {
        if (mention.Back is null) return guests.Find(mention, intent) is { } target ? [target] : [];
        if (antecedents.Find(mention, intent.Sentence) is { } meant)
        {
            foreach (var elsewhere in meant.Where(t => intent.Node is { } node && t.Reference.Node != node))
                findings.Problem($"{elsewhere.Name} is on {elsewhere.Reference.Node}, not on {intent.Node}.");
            return meant;
        }

        findings.Problem($"{Findings.Quote(mention.Text)}: which guests? Give their names.");
        return [];
    }

    private IReadOnlyList<Step> Apply(PowerAction? action, Target target)
    {
        if (deleted.Contains(target.Reference)) findings.Problem($"{target.Name} is deleted by the text before: nothing can follow for it.");
        if (action == PowerAction.Delete) return Delete(target);
        if (action == PowerAction.LeaveStopped) LeaveStopped(target);
        else if (Power(action == PowerAction.Start ? GuestPower.Running : GuestPower.Stopped, target) is { } step) return [step];
        return [];
    }

    private IReadOnlyList<Step> Delete(Target target)
    {
        deleted.Add(target.Reference);
        if (target.IsMade)
        {
            findings.Problem($"{target.Name} is made by the text: it cannot be deleted by it, too.");
            return [];
        }

        var delete = new DeleteGuest(target.Reference);
        var power = powers.GetValueOrDefault(target.Reference, target.Power);
        if (power == GuestPower.Stopped) return [delete];
        findings.Assume(power == GuestPower.Running ? $"{target.Name} runs: it is stopped first, hard." : $"Whether {target.Name} runs is not known: it is stopped first, hard.");
        return [new StopGuest(target.Reference), delete];
    }

    private Step? Power(GuestPower wanted, Target target)
    {
        if (wanted == GuestPower.Running && leftStopped.Contains(target.Reference)) findings.Problem($"Is {target.Name} to be started or not? The text says both.");
        var power = powers.GetValueOrDefault(target.Reference, target.Power);
        if (power == wanted)
        {
            Unchanged.Add(wanted == GuestPower.Running ? $"{target.Name} runs already." : $"{target.Name} is stopped already.");
            return null;
        }

        powers[target.Reference] = wanted;
        if (wanted == GuestPower.Stopped) return new StopGuest(target.Reference);
        started.Add(target.Reference);
        return new StartGuest(target.Reference);
    }

    private void LeaveStopped(Target target)
    {
        leftStopped.Add(target.Reference);
        if (!target.IsMade) findings.Problem($"{target.Name} exists already; built-in planning cannot promise that it stays stopped.");
        else if (started.Contains(target.Reference)) findings.Problem($"Is {target.Name} to be started or not? The text says both.");
    }
}
