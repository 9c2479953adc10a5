using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Sentences;

/// <summary>Where a clause begins: verbs that may be nouns, verbs of two words, and what stands before a verb.</summary>
internal sealed partial class ClauseReader
{
    /// <summary>"web-1 and web-2 need 8 GB": what they are to have.</summary>
    private bool IsNeeding(int index) =>
        tokens[index].Lower == "need" && current is { Verb: "", Unknown.Count: 0 } && current.Facets is [{ Guests: not null, Lead: not ("on" or "in" or "for" or "of") } needing] && needing.End == index;

    private bool IsVerbAt(int index, (int Length, string Value) verb)
    {
        if (IsNeeding(index)) return true;
        var mayBeNoun = lexicon.Find("verbornoun", tokens, index).Length == verb.Length;
        if (Statives.Contains(verb.Value) && IsNewSubject(index)) return true;
        if (Statives.Contains(verb.Value)) return current.Verb.Length == 0 || (isBoundary && isAfterAnd && mayContinue()) || (isBoundary && current.Verb.Length == 0);
        return isBoundary ? !(mayBeNoun && IsNounAhead(index, verb)) : current.Verb.Length == 0 && (!mayBeNoun || (current.Facets.Count > 0 && current.Unknown.Count == 0 && current.Facets.TrueForAll(f => f.Guests is not null || f is { Slot: Slot.Node, Role: "" }) && IsFronted));

        bool mayContinue() => Statives.Contains(current.Verb) || current.Verb == "create";
    }

    /// <summary>"web-1 is stopped and web-2 is running": the guest just before the verb is what that is said of.</summary>
    private bool IsNewSubject(int index) =>
        Statives.Contains(current.Verb) && current.Facets.Count > 1 && current.Facets[^1] is { Guests: not null, Lead: "and" or "," or "while" } last && last.End == index && current.Facets[0].Guests is not null;

    /// <summary>"Inside it mount …", "on web-1 run …": the place stands before the verb.</summary>
    private bool IsFronted => current.Facets[0].Slot == Slot.Node || current.Facets[0].Lead is "on" or "in" or "inside" or "within";

    /// <summary>"backup job …", "snapshot pre-update of …" after a boundary are nouns where the clause has a verb already.</summary>
    private bool IsNounAhead(int index, (int Length, string Value) verb) =>
        current.Verb.Length > 0 && index > 0 && tokens[index - 1].Lower is "," or "(" or ";" && ((isAfterAnd && verb.Value is "backup" or "snapshot" or "use" or "mount") || (verb.Value == "clone" && current.Is("create", "clone") && verb.Length > 0 && lexicon.Find("implied", tokens, index).Length > 0 && (index + verb.Length >= tokens.Count || guests.Read(index + verb.Length) is null)));

    /// <summary>"VM lab: 2 cores, 4 GB, start it": a guest and what it has were said without a verb, and what follows is done with it.</summary>
    private bool IsDescribed(int index) =>
        current.Verb.Length == 0 && isBoundary && index > 0 && (tokens[index - 1].Text is "," or ";" || isAfterAnd) && current.Facets.Count > 1 && current.Facets[0].Lead is not ("on" or "in" or "inside" or "within" or "for")
        && current.Facets.Exists(f => f.Slot is Slot.Cores or Slot.Memory or Slot.Disk or Slot.System or Slot.Vlan or Slot.Ip or Slot.Size or Slot.NewId)
        && current.Facets.Exists(f => f.Guests is { Pronoun: null } || (f.Slot == Slot.Object && f["o"] is "vm" or "ct"));

    private int BeginClause(int index, (int Length, string Value) verb)
    {
        if (verb.Value == "ensure")
        {
            Close();
            isEnsured = true;
            return Boundary(index + verb.Length, afterAnd: false);
        }

        if (verb.Length == 1 && IsNeeding(index)) verb = (1, "have");
        if (verb.Value == "create" && IsThere(index, verb.Length)) verb = (verb.Length, "start");
        var subject = current.Facets.Find(f => f.Slot == Slot.Guests) ?? current.Facets.Find(f => f.Slot is Slot.Names or Slot.Account);
        Facet? moved = null;
        if (Statives.Contains(verb.Value) && IsNewSubject(index))
        {
            moved = current.Facets[^1];
            current.Facets.Remove(moved);
        }

        var wasEnsured = moved is not null && (current.IsEnsured || isEnsured);
        var takesSubject = moved is null && Statives.Contains(verb.Value) && current.Verb.Length > 0;
        var isWithStart = verb.Value == "start" && current is { Verb: "create", Facets.Count: 0, Unknown.Count: 0, Subject: null };
        if (isWithStart)
        {
            current.Facets.Add(Flag("running", index, verb.Length));
            (isBoundary, isAfterAnd, verbEnd) = (false, false, index + verb.Length);
            return index + verb.Length;
        }

        if (current.Verb.Length > 0 || IsDescribed(index) || (current.Unknown.Count > 0 && current.Facets is [{ Guests.Pronoun: null }] && tokens[index - 1].Text == ",")) Close();
        if (moved is not null) current.IsEnsured = wasEnsured;
        if (moved is not null) current.Facets.Add(moved);
        if (takesSubject && subject is not null) current.Facets.Add(subject with { IsUsed = false });
        (current.Verb, current.VerbText) = (verb.Value, source[tokens[index].Start..tokens[index + verb.Length - 1].End]);
        if (verb.Value == "vanish") (current.Verb, current.IsEnsured) = ("delete", true);
        if (lexicon.Find("implied", tokens, index) is { Length: > 0 } implied && implied.Length <= verb.Length) current.Facets.Add(Flag(implied.Value, index, verb.Length));
        (isBoundary, isAfterAnd, verbHead, verbEnd) = (false, false, index, index + verb.Length);
        return PlainCommand(index + verb.Length) ?? index + verb.Length;
    }

    /// <summary>"clone VM 9000 to create web-1": what the copy is called.</summary>
    private bool IsToMake(int index) =>
        current.Is("clone") && index > 0 && tokens[index - 1].Lower == "to" && tokens[index].Lower is "create" or "make" or "build" && !current.HasAny(Slot.Names, Slot.Pattern) && current.Subject is null;

    /// <summary>"fire up the windows VM": what is there is not made.</summary>
    private bool IsThere(int index, int length)
    {
        var next = index + length;
        if (tokens[index].Lower is not ("fire" or "spin" or "bring" or "launch") || next >= tokens.Count || tokens[next].Lower is not ("the" or "my" or "our")) return false;
        guests.MayDescribe = true;
        return guests.Read(next) is { Guests: { IsAll: false, Pronoun: null } about, End: var end }
            && (end >= tokens.Count || tokens[end].Shape == Shape.Stop || lexicon.Find("and", tokens, end).Length > 0 || tokens[end].Text == ",")
            && about.Mentions.All(m => m.Id is not null || guests.Exists(m.Text));
    }

    /// <summary>"back it up", "shut web-1 and web-2 down": a verb of two words with what it is about between them.</summary>
    private int? SplitVerb(int index)
    {
        if (!isBoundary || index + 2 >= tokens.Count || guests.Read(index + 1) is not { } about || about.End >= tokens.Count) return null;
        Token[] parts = [tokens[index], .. tokens.Skip(about.End).Take(2)];
        if (lexicon.Find("verb", parts, 0) is not { Length: > 1 } verb) return null;
        BeginClause(index, (1, verb.Value));
        Add(about);
        return about.End + verb.Length - 1;
    }
}
