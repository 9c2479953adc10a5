using MycoPod.Core.Inventory;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;
using MycoPod.Reconciler.Planning.BuiltIn.World;

namespace MycoPod.Reconciler.Planning.BuiltIn.Drafts;

/// <summary>Finds the guests that a clause means. Which of several is asked, never guessed.</summary>
internal static class Lookup
{
    /// <returns>Null where a problem or a question was noted.</returns>
    public static IReadOnlyList<Target>? Guests(Clause clause, Draft draft, bool mayGuess = true)
    {
        var said = clause.TakeAll(Slot.Guests);
        var phrases = said.Select(f => f.Guests).OfType<GuestPhrase>().ToList();
        if (phrases.Exists(p => p.Pronoun is null) && said.FirstOrDefault(f => f is { Guests.Pronoun: "one", Lead: "and" or "," } && f.Text.Contains(' ', StringComparison.Ordinal)) is { } loose)
        {
            draft.Ask($"{Draft.Quote(loose.Text)}: which guest is meant?");
            return null;
        }

        if (phrases.Exists(p => p.Pronoun is null)) phrases.RemoveAll(p => p.Pronoun is not null);
        if (phrases is [.., { IsAll: true, IsUnbounded: false } last]) phrases = [.. phrases.Select(p => p is { IsUnbounded: true, Kind: not null } ? p with { Node = last.Node, Tag = last.Tag, Pool = last.Pool, Prefix = last.Prefix, Power = last.Power } : p)];
        var node = clause.Take(f => f.Slot == Slot.Node && f.Role is "" or "from" && f.Has("x"))?["x"];
        if (phrases.Count == 0)
        {
            AskWhich(clause, draft);
            return null;
        }

        List<Target> found = [];
        foreach (var phrase in phrases)
        {
            if (Resolve(phrase with { Node = phrase.Node ?? node }, draft, mayGuess) is not { } targets) return null;
            found.AddRange(targets.Where(t => !found.Contains(t)));
        }

        if (node is not null && found.Find(t => !Cluster.Same(t.Node.Value, node)) is { } elsewhere)
        {
            draft.Problem($"{elsewhere.Name} is on {elsewhere.Node}, not on {node}.");
            return null;
        }

        clause.TakeObject("vm", "ct", "server");
        foreach (var word in clause.Facets.Where(f => f is { Slot: Slot.PurposeWord, IsPlace: false })) word.IsUsed = true;
        (draft.Last, draft.LastSentence) = (found, clause.Sentence);
        return found;
    }

    /// <summary>A clause that names no guest goes on with those that were named last.</summary>
    public static void GoOn(Clause clause, Draft draft)
    {
        if (!clause.Has(Slot.Guests) && draft.Last.Count > 0) clause.Facets.Add(new(Slot.Guests, "", new Dictionary<string, Said>(StringComparer.Ordinal), 0, 0, "") { Guests = new("it") { Pronoun = "many" } });
    }

    /// <summary>Whether all guests that a clause names exist, or are made by the text before.</summary>
    public static bool AreThere(Clause clause, Draft draft) => clause.Facets.Where(f => !f.IsUsed).Select(f => f.Guests).OfType<GuestPhrase>().SelectMany(p => p.Mentions).All(m =>
        m.Id is { } id ? draft.Cluster.FindGuest(id) is not null || draft.Made.Exists(g => g.Vmid == id) : draft.Cluster.GuestsNamed(m.Text).Count > 0 || draft.Made.Exists(g => Cluster.Same(g.Name, m.Text)));

    /// <summary>The guests of one phrase.</summary>
    public static IReadOnlyList<Target>? Resolve(GuestPhrase phrase, Draft draft, bool mayGuess = true)
    {
        if (phrase.Pronoun is not null) return Back(phrase, draft);
        if (phrase.IsAll) return Selected(phrase, draft);
        List<Target> found = [];
        foreach (var mention in phrase.Mentions)
        {
            if (One(mention, draft, mayGuess, phrase.Node) is not { } target) return null;
            found.Add(target);
        }

        return found;
    }

    public static Target? One(GuestMention mention, Draft draft, bool mayGuess = true, string? node = null)
    {
        if (mention.Id is null && draft.Made.Find(m => Cluster.Same(m.Name, mention.Text)) is { } made) return new(null, made);
        if (mention.Id is { } number && draft.Made.Find(m => m.Vmid == number) is { } numbered) return new(null, numbered);
        var guests = mention.Id is { } id ? draft.Cluster.FindGuest(id) is { } one ? [one] : [] : draft.Cluster.GuestsNamed(mention.Text);
        if (guests.Count == 0 && mention.Id is null) guests = draft.Renamed(mention.Text);
        if (guests.Count > 1 && mention.Kind is { } kind) guests = [.. guests.Where(g => g.Kind == kind)];
        if (guests.Count > 1 && node is not null) guests = [.. guests.Where(g => Cluster.Same(g.Node.Value, node))];
        if (guests.Count == 0 && NotThere(mention, draft)) return null;
        if (guests.Count > 1) draft.Ask($"Which {Draft.Quote(mention.Text)} is meant?", guests.Select(g => $"{g.Kind.Noun()} {g.Vmid} on {g.Node}"));
        else if (mention.Kind is { } said && guests[0].Kind != said) draft.Problem($"{Draft.Quote(mention.Text)} is {guests[0].Kind.Noun()} {guests[0].Name} ({guests[0].Vmid}) on {guests[0].Node}, not a {said.Noun()}.");
        else if (mention.IsLoose && !mayGuess) draft.Ask(mention.Text == guests[0].Name ? $"Is {guests[0].Name} meant? The text describes it, and does not name it." : $"There is no guest {Draft.Quote(mention.Text)}. Is {guests[0].Name} meant?", guests[0].Name);
        else return new(draft.AsIs(guests[0]), null);
        return null;
    }

    private static bool NotThere(GuestMention mention, Draft draft)
    {
        var near = draft.Cluster.Inventory.Guests.Where(g => g.Name.Contains(mention.Text, StringComparison.OrdinalIgnoreCase) || NearNames.AreNear(g.Name, mention.Text)).Select(g => g.Name).Distinct(StringComparer.Ordinal).ToList();
        if (near.Count == 0 || mention.Id is not null) draft.Problem($"There is no guest {Draft.Quote(mention.Text)}.");
        else draft.Ask($"There is no guest {Draft.Quote(mention.Text)}. Did you mean {string.Join(" or ", near)}?", near);
        return true;
    }

    private static IReadOnlyList<Target>? Back(GuestPhrase phrase, Draft draft)
    {
        var last = draft.Last;
        var fits = phrase.Pronoun switch { "one" => last.Count == 1, "two" => last.Count == 2, _ => last.Count > 0 };
        if (fits) return last;
        draft.Ask($"{Draft.Quote(phrase.Text)}: which guests are meant?", last.Select(t => t.Name));
        return null;
    }

    private static List<Target>? Selected(GuestPhrase phrase, Draft draft)
    {
        List<Target> except = [];
        foreach (var mention in phrase.Except)
        {
            if (One(mention, draft) is not { } target) return null;
            except.Add(target);
        }

        if (phrase.Tag is { } tag && !draft.Cluster.HasTag(tag)) draft.Problem($"No guest is tagged {tag}.");
        var guests = Fitting(phrase, draft).Select(g => new Target(draft.AsIs(g), null)).Except(except).ToList();
        if (guests.Count == 0) draft.Problem($"There is no guest that is meant by {Draft.Quote(phrase.Text)}.");
        return guests.Count == 0 ? null : guests;
    }

    /// <summary>The guests there are, without templates, that a selector holds for.</summary>
    public static IEnumerable<Guest> Fitting(GuestPhrase phrase, Draft draft) => draft.Cluster.Inventory.Guests.Where(g => !g.IsTemplate && Fits(g, phrase, draft));

    private static bool Fits(Guest guest, GuestPhrase phrase, Draft draft) =>
        (phrase.Kind is null || guest.Kind == phrase.Kind)
        && (phrase.Power is null || draft.PowerOf(new(guest, null)) == phrase.Power)
        && (phrase.Node is null || Cluster.Same(guest.Node.Value, phrase.Node))
        && (phrase.Prefix is null || guest.Name.StartsWith(phrase.Prefix, StringComparison.OrdinalIgnoreCase))
        && (phrase.Pool is null || Cluster.Same(guest.Pool ?? "", phrase.Pool))
        && (phrase.Tag is null || guest.Tags.Contains(phrase.Tag, StringComparer.OrdinalIgnoreCase));

    private static void AskWhich(Clause clause, Draft draft)
    {
        var words = clause.Unknown.Concat(clause.Subject is { } subject ? [subject] : []).Concat(clause.Facets.Where(f => f.Slot is Slot.PurposeWord or Slot.Software).Select(f => f.Text)).ToList();
        var near = draft.Cluster.Inventory.Guests.Where(g => words.Exists(w => w.Length > 1 && (g.Name.Contains(w, StringComparison.OrdinalIgnoreCase) || NearNames.AreNear(g.Name, w) || g.Tags.Contains(w, StringComparer.OrdinalIgnoreCase)))).Select(g => g.Name).ToList();
        draft.Ask($"{Draft.Quote(clause.VerbText)}: which guest is meant{(words.Count == 0 ? "" : $" by {Draft.Quote(string.Join(' ', words))}")}?", near);
    }
}
