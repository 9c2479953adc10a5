using MycoPod.Core.Inventory;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Guests;

/// <summary>Guests that are to exist and are there already.</summary>
internal sealed partial class GuestMaker
{
    private void AddThere(Guest guest)
    {
        draft.Already($"{guest.Name} is there already.");
        alreadyThere.Add(new(guest, null));
        kind ??= guest.Kind;
    }

    /// <summary>"two containers tagged media": what is made is to be so, too.</summary>
    private void TakeOver(GuestPhrase phrase)
    {
        if (phrase.Tag is { } tag) clause.Facets.Add(Facet.Of(Slot.Tags, tag));
        if (phrase.Pool is { } pool) clause.Facets.Add(Facet.Of(Slot.Pool, pool));
        if (phrase.Node is { } node) clause.Facets.Add(Facet.Of(Slot.Node, node));
    }

    /// <summary>"there should be exactly two containers tagged media": those that are so already count.</summary>
    private void AddAlike(Spec spec, string? node)
    {
        if (!IsDesired || names.Count + ids.Count + alreadyThere.Count > 0 || (spec.Tags.Count == 0 && spec.Pool is null)) return;
        var alike = new GuestPhrase("") { Kind = kind, Pool = spec.Pool, Node = node };
        foreach (var guest in Lookup.Fitting(alike, draft).Where(g => spec.Tags.TrueForAll(t => g.Tags.Contains(t, StringComparer.OrdinalIgnoreCase)))) AddThere(guest);
    }

    private bool IsDesired => clause.IsEnsured || clause.Verb == "exist" || clause.HasFlag("unlessso");

    /// <summary>"a VM a and a container b": each kind by itself, where nothing else is said that could be of one alone.</summary>
    private IReadOnlyList<Clause>? KindGroups()
    {
        if (clause.Facets.FindIndex(f => f.Guests is { } p && p.Mentions.Select(m => m.Kind).Distinct().Count(k => k is not null) > 1) is not (>= 0 and var index)) return null;
        var both = clause.Facets[index];
        if (clause.Facets.Exists(f => !f.IsUsed && f != both && f.Slot is Slot.Cores or Slot.Memory or Slot.Disk or Slot.Size or Slot.Ip or Slot.Vlan or Slot.System or Slot.Node or Slot.NewId or Slot.Count)) draft.Problem($"{Draft.Quote(both.Text)}: what else is said belongs to which? Say it in a sentence for each.");
        return [.. (both.Guests?.Mentions ?? []).GroupBy(m => m.Kind).Select((group, at) => Of(group.Key, [.. group], both, at == 0))];
    }

    private void MakeGroups(IReadOnlyList<Clause> groups, string? snapshot)
    {
        List<Target> made = [];
        foreach (var group in groups)
        {
            new GuestMaker(group, draft, most, isGrouped: true).Make(snapshot);
            made.AddRange(draft.Last);
            GiveBack(group);
        }

        draft.DoLater(() => made.Select(t => t.Made).OfType<GuestDraft>().SelectMany(g => new GuestSteps(g, draft).Start()));
        draft.Last = made;
    }

    /// <summary>What a group leaves is left of the whole, and told.</summary>
    private void GiveBack(Clause group)
    {
        clause.Unknown = [.. clause.Unknown, .. group.Unknown];
        foreach (var left in group.Facets.Where(f => !f.IsUsed && f.End > f.First))
        {
            foreach (var said in clause.Facets.Where(f => f.First == left.First && f.End == left.End && f.Slot == left.Slot)) said.IsUsed = false;
        }
    }

    private Clause Of(GuestKind? of, List<GuestMention> mentions, Facet both, bool isFirst)
    {
        var part = new Clause(clause.Sentence) { Verb = clause.Verb, VerbText = clause.VerbText, IsEnsured = clause.IsEnsured };
        part.Facets.AddRange(clause.Facets.Where(f => !f.IsUsed && f != both && f is not { Slot: Slot.Object }).Select(f => f with { IsUsed = false }));
        part.Facets.Add(both with { Guests = (both.Guests ?? new(both.Text)) with { Mentions = mentions } });
        if (of is { } noun) part.Facets.Add(NameGroups.Noun(noun));
        if (isFirst) (part.Unknown, clause.Unknown) = (clause.Unknown, []);
        if (!isFirst) foreach (var facet in clause.Facets) facet.IsUsed = true;
        return part;
    }

    private bool CompleteAll(Spec spec, bool isStarted)
    {
        foreach (var slot in new[] { Slot.Storage, Slot.TemplateWord, Slot.Iso, Slot.IsoWord }) clause.TakeAll(slot);
        foreach (var target in alreadyThere) Complete(target, spec, isStarted);
        draft.Last = alreadyThere;
        return true;
    }

    /// <summary>"VM lab exists, with 4 cores and running": one that is there gets what it lacks.</summary>
    private void Complete(Target target, Spec spec, bool isStarted)
    {
        if (target.Existing is not { } guest || draft.IsStuck || clause.Facets.Exists(f => f.Slot == Slot.Flag && f["f"] == "unlessso")) return;
        var own = spec.Copy();
        if (own.Unprivileged == (guest.Settings.GetValueOrDefault("unprivileged") == "1")) own.Unprivileged = null;
        new GuestChange(target, guest, draft).Apply(own);
        if (isStarted) Power.PowerFrame.TurnOn(target, draft.PowerOf(target), draft);
    }

    /// <summary>"a Minecraft server": what is to run in the guest, and what no recipe installs.</summary>
    private List<string> TakeServed()
    {
        List<string> served = [];
        foreach (var facet in clause.Facets.Where(f => f is { Slot: Slot.PurposeWord, IsUsed: false }))
        {
            var word = string.Join(' ', facet.Text.Split(' ').SkipWhile(w => Lexicon.Default.IsIn("the", w.ToLowerInvariant())));
            if (!Lexicon.Default.IsIn("served", word.ToLowerInvariant())) continue;
            facet.IsUsed = true;
            served.Add(word);
        }

        return served;
    }
}
