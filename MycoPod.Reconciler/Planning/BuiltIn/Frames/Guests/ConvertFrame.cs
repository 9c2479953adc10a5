using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Frames.Power;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Guests;

/// <summary>"Convert golden-image into a template": only a stopped guest without snapshots becomes one.</summary>
internal sealed class ConvertFrame : IFrame
{
    public bool Fits(Clause clause, Draft draft) =>
        (clause.Is("convert", "create", "set", "be", "use", "have") && clause.Has(Slot.Guests) && (clause.HasObject("template") || clause.Has(Slot.TemplateWord)) && !clause.HasAny(Slot.System, Slot.Names, Slot.Cores, Slot.Memory, Slot.Source)
         && clause.Facets.Exists(f => clause.Is("be") && f.Guests is not null || f.Guests is { } p && (p.Pronoun is not null || p.Mentions.Any(m => m.Id is { } id ? draft.Cluster.FindGuest(id) is { IsTemplate: false } : draft.Cluster.GuestsNamed(m.Text) is [{ IsTemplate: false }])))
         && !clause.HasObject("clone"))
        || clause.VerbText.Equals("turn into a template", StringComparison.OrdinalIgnoreCase);

    public void Plan(Clause clause, Draft draft)
    {
        clause.TakeObject("template");
        clause.Take(Slot.TemplateWord);
        foreach (var target in Lookup.Guests(clause, draft, mayGuess: false) ?? [])
        {
            if (target.Existing is not { } guest)
            {
                draft.DoLater(() => [new ConvertToTemplate(target.Reference)]);
                continue;
            }

            if (guest.IsTemplate) draft.Already($"{guest.Name} is a template already.");
            else if (draft.Cluster.SnapshotsOf(guest) is { Count: > 0 } snapshots) draft.Problem($"{guest.Name} has snapshots ({string.Join(", ", snapshots.Select(s => s.Name))}): a guest with snapshots does not become a template.");
            else if (draft.PowerOf(target) != GuestPower.Stopped) draft.Ask($"{guest.Name} runs, and a template never starts again. Is it to be shut down first?", $"shut down {guest.Name}, then convert it");
            else draft.Do(new ConvertToTemplate(target.Reference));
        }
    }
}
