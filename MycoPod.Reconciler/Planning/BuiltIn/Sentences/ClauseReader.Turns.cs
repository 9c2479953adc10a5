using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Sentences;

/// <summary>What turns a sentence and is understood all the same: "instead of", "but only", "if … is stopped", and verbs that are said by other words.</summary>
internal sealed partial class ClauseReader
{
    private const int LongestAside = 6;

    /// <summary>Where the verb read last begins: "turn" of "turn … off", or -1.</summary>
    private int verbHead = -1;

    /// <returns>Where to go on, or null where nothing turns.</returns>
    private int? TurnAt(int index)
    {
        if (tokens[index].Shape != Shape.Word) return null;
        if (ExceptAt(index) is { } left) return left;
        if (NotAtBootAt(index) is { } quiet) return quiet;
        if (isBoundary && verbHead >= 0 && ParticleAt(index) is { } again) return again;
        switch (tokens[index].Lower)
        {
            case "instead": return InsteadAt(index);
            case "rather" when IsWordAt(index + 1, "than"): return InsteadAt(index);
            case "leave" or "keep" or "don't" or "dont" or "do" or "without" when UntouchedAt(index) is { } untouched: return AddAside(index, untouched, "stays");
            case "have" when isBoundary && current.Verb.Length > 0 && IsCausative(index): return Boundary(index + 1, afterAnd: true);
            case "but" when IsAddedAt(index): return Boundary(index + 1, afterAnd: true);
            case "in" when IsAdditionAt(index): return AddAside(index, Math.Max(index + 4, Longest(index + 3)?.End ?? 0));
            case "not" when IsWordAt(index + 1, "only") && current.Verb.Length > 0 && tokens[index - 1].Text == ",": return AddAside(index, Enumerable.Range(index, tokens.Count - index + 1).First(at => at >= tokens.Count || tokens[at].Shape == Shape.Stop));
            case "if": return ConditionAt(index);
            case "new" when isBoundary && current.Verb.Length == 0 && IsNewGuestAt(index + 1): return BeginClause(index, (1, "create"));
            case "new" when isBoundary && current.Verb.Length == 0 && IsNewThingAt(index + 1): return BeginClause(index, (1, "create"));
            case "take" when isBoundary && IsTakenOutAt(index): return BeginClause(index, (1, "remove"));
            case "template" when guests.Read(index + 1) is { Guests.Mentions: [{ Id: not null }] }: return index + 1;
            default: return isBoundary && current.Verb.Length == 0 && lexicon.IsIn("program", tokens[index].Lower) ? ProgramAt(index) : null;
        }
    }

    /// <summary>"turn web-1 off and on again": the verb's first word goes on with another particle, and with the guests of before where none are named.</summary>
    /// <returns>Where to go on, or null where no such particle stands.</returns>
    private int? ParticleAt(int index)
    {
        var at = IsWordAt(index, "back") ? index + 1 : index;
        if (at >= tokens.Count || tokens[at].Lower is not ("on" or "off" or "up" or "down") || lexicon.Find("filler", tokens, at).Length > 1) return null;
        var about = at + 1 < tokens.Count ? guests.Read(at + 1) : null;
        var end = about?.End ?? at + 1;
        while (!IsEndAt(end) && lexicon.Find("filler", tokens, end) is { Length: > 0 } filler) end += filler.Length;
        if (!IsEndAt(end)) return about is null && tokens[at].Lower is "on" && Longest(at) is null ? NoteUnknown(at) : null;
        var head = verbHead;
        if (ParticleVerb(head, index, at) is not { } verb) return about is null && tokens[at].Lower is "on" or "up" ? NoteUnknown(at) : null;
        List<Facet> before = [.. ((current.Verb.Length > 0 ? current : clauses.LastOrDefault())?.Facets ?? []).Where(f => f.Guests is not null).Select(f => f with { IsUsed = false })];
        BeginClause(at, (1, verb));
        verbHead = head;
        if (about is not null) Add(about);
        else current.Facets.AddRange(before);
        return end;
    }

    /// <returns>The meaning of "turn" and "on" as one verb, or null.</returns>
    private string? ParticleVerb(int head, int index, int at)
    {
        Token[] parts = [tokens[head], .. tokens.Skip(index).Take(at - index + 1)];
        if (lexicon.Find("verb", parts, 0) is { } whole && whole.Length == parts.Length) return whole.Value;
        return lexicon.Find("verb", [tokens[head], tokens[at]], 0) is { Length: 2 } verb ? verb.Value : null;
    }

    private bool IsWordAt(int index, string word) => index < tokens.Count && tokens[index].Lower == word;

    private bool IsEndAt(int index) => index >= tokens.Count || tokens[index].Shape is Shape.Stop || tokens[index].Text is "," or ")" || lexicon.Find("and", tokens, index).Length > 0;

    /// <summary>"tag it lab instead", "an e1000 instead of virtio": what is no longer to be asks for nothing by itself.</summary>
    private int? InsteadAt(int index)
    {
        if (current.Verb.Length == 0) return null;
        if (!IsWordAt(index + 1, "of") && !IsWordAt(index + 1, "than")) return IsEndAt(index + 1) ? index + 1 : null;
        var end = index + 2;
        while (!IsEndAt(end)) end++;
        var hasVerb = Enumerable.Range(index + 3, Math.Max(0, end - index - 3)).Any(at => lexicon.Find("verb", tokens, at).Length > 0 && lexicon.Find("verbornoun", tokens, at).Length == 0);
        return end > index + 2 && end - index <= LongestAside && !hasVerb ? AddAside(index, end) : null;
    }

    /// <summary>"leave the CPU alone", "keep its other tags", "don't touch the original": what nothing is done with anyway.</summary>
    /// <returns>Where it ends, or null.</returns>
    private int? UntouchedAt(int index)
    {
        if (current.Verb.Length == 0 && clauses.Count == 0) return null;
        var end = index + 1;
        while (!IsEndAt(end) && end - index <= LongestAside + 2) end++;
        if (!IsEndAt(end) || (end < tokens.Count && lexicon.Find("and", tokens, end).Length > 0 && tokens[end].Text != ",")) return null;
        var words = tokens.Skip(index).Take(end - index).Select(t => t.Lower).ToList();
        if (words.Count < 3) return null;
        if (words[0] is "don't" or "dont" || (words[0] == "do" && words[1] == "not")) return words.Contains("touch") && words[^1] is "original" or "rest" or "others" or "else" ? end : null;
        if (words[0] == "without") return words[1] == "touching" && words[^1] is "original" or "rest" or "others" or "else" ? end : null;
        if (words[0] == "leave") return words[^1] is "alone" or "untouched" or "unchanged" || words.TakeLast(3).SequenceEqual(["as", "it", "is"]) || words.TakeLast(3).SequenceEqual(["as", "they", "are"]) ? end : null;
        return words[1] is "the" or "its" or "their" or "all" && (words[2] is "other" or "others" or "existing" or "rest" || words.ElementAtOrDefault(3) == "other") && words[^1] is "tags" or "tag" or "settings" or "rest" or "others" ? end : null;
    }

    /// <summary>"… and have it come up at boot": the quality follows.</summary>
    private bool IsCausative(int index) => index + 2 < tokens.Count && lexicon.Find("pronoun", tokens, index + 1) is { Length: 1 } && Longest(index + 2) is { Slot: Slot.Flag };

    /// <summary>"but only from …", "but keep the last": what follows is said in full, and adds to what stands before.</summary>
    private bool IsAddedAt(int index) =>
        current.Verb.Length > 0 && index + 1 < tokens.Count && Longest(index) is null && lexicon.Find("turning", tokens, index + 1) is var turning
        && (IsWordAt(index + 1, "only") || (turning.Length == 0 && lexicon.Find("verb", tokens, index + 1).Length > 0));

    /// <summary>"set the swap of all containers to 1 GB except pihole": said at the end, and meant of all of them.</summary>
    private int? ExceptAt(int index)
    {
        if (lexicon.Find("except", tokens, index) is not { Length: > 0 } except
            || current.Facets.FindLastIndex(f => f.Guests is { IsAll: true }) is not (>= 0 and var at)
            || index + except.Length >= tokens.Count)
        {
            return null;
        }

        if (guests.Read(index + except.Length) is not { Guests: { IsAll: false, Pronoun: null } left } about || !(about.End >= tokens.Count || tokens[about.End].Shape == Shape.Stop)) return null;
        var all = current.Facets[at];
        current.Facets[at] = all with { Guests = (all.Guests ?? left) with { Except = [.. all.Guests?.Except ?? [], .. left.Mentions] } };
        return Boundary(about.End, afterAnd: false);
    }

    /// <summary>"tag it with critical in addition to dns": what is there already stays.</summary>
    private bool IsAdditionAt(int index) =>
        IsWordAt(index + 1, "addition") && IsWordAt(index + 2, "to") && index + 3 < tokens.Count
        && (current.Is("tag") || (current.Is("have", "add", "allow", "set") && current.HasAny(Slot.Content, Slot.Tags, Slot.IsoWord)));

    /// <summary>"If plex is stopped, start it": what is to be done is the opposite of what is asked about.</summary>
    private int? ConditionAt(int index)
    {
        if (!isBoundary
            || current.Verb.Length > 0
            || current.Facets.Count > 0
            || index + 1 >= tokens.Count
            || guests.Read(index + 1) is not { } about
            || about.End + 1 >= tokens.Count
            || tokens[about.End].Lower is not ("is" or "are"))
        {
            return null;
        }

        var at = about.End + 1;
        var state = lexicon.Find("state", tokens, at) is { Length: > 0 } known ? known : lexicon.Find("stateafter", tokens, at);
        var end = at + state.Length;
        if (state.Length == 0 || end >= tokens.Count || tokens[end].Lower is not ("," or "then")) return null;
        (current.Verb, current.VerbText) = ("if", tokens[index].Text);
        current.Facets.Add(about);
        current.Facets.Add(Flag(state.Value, at, state.Length));
        return Boundary(end, afterAnd: false);
    }

    /// <summary>"new pool lab": what is new is made.</summary>
    private bool IsNewThingAt(int index) => index < tokens.Count && lexicon.Find("newnoun", tokens, index).Length > 0 && lexicon.Find("kind", tokens, index).Length == 0;

    /// <summary>"New CT 210 on pve2": of a number that no guest has yet.</summary>
    private bool IsNewGuestAt(int index) =>
        index + 1 < tokens.Count && lexicon.Find("kind", tokens, index) is { Length: > 0 } kind && index + kind.Length < tokens.Count && tokens[index + kind.Length].Shape == Shape.Number;

    /// <summary>"take VM 107 out of its pool".</summary>
    private bool IsTakenOutAt(int index)
    {
        if (lexicon.Find("verb", tokens, index).Length > 0) return false;
        for (var at = index + 1; at < tokens.Count && at - index < 8 && tokens[at].Shape != Shape.Stop; at++)
        {
            if (tokens[at].Lower == "out") return IsWordAt(at + 1, "of");
        }

        return false;
    }

    /// <summary>"systemctl status nginx on web-1": a command without a word that says so.</summary>
    private int? ProgramAt(int index)
    {
        (current.Verb, current.VerbText) = ("run", tokens[index].Text);
        if (PlainCommand(index) is { } end)
        {
            (isBoundary, isAfterAnd) = (false, false);
            return end;
        }

        (current.Verb, current.VerbText) = ("", "");
        return null;
    }

    /// <summary>"a container vpn: Debian", "a VM opnsense from the OPNsense ISO": the word right after the noun is a name, whatever it means elsewhere.</summary>
    private Facet? NameAfterNoun(int index, Facet facet)
    {
        if (facet.Slot is not (Slot.PurposeWord or Slot.System)
            || facet.End != index + 1
            || current.Verb is not ("create" or "clone" or "")
            || current.Has(Slot.Names)
            || !IsAfterNoun(index))
        {
            return null;
        }

        var next = index + 1 < tokens.Count ? tokens[index + 1].Lower : ".";
        var isName = facet.Slot == Slot.System
            ? next == "from" && tokens.Skip(index + 2).TakeWhile(t => t.Shape != Shape.Stop).Any(t => lexicon.IsIn("system", t.Lower))
            : next is "must" or "should" or "has" or "exists" or "shall" || next is ":" or "," or "(" or "." or "with" or "on" or "from" or "using";
        return isName ? Names(new(tokens[index].Text), index, index + 1) : null;
    }

    /// <summary>"turn off onboot and protection": both are taken away.</summary>
    private Facet Likewise(Facet facet)
    {
        var isOff = facet is { Slot: Slot.Flag, Role: "", Lead: "and" or "or" or "," } && current.Facets is [.., { Slot: Slot.Flag, Role: "off" } before] && before.End >= facet.First - 2
            && (facet.Lead != "," || lexicon.Find("verb", tokens, before.First).Length > 0) && tokens[before.First].Lower != facet["f"] && before.Text != before["f"] && !before.Text.EndsWith(" off", StringComparison.OrdinalIgnoreCase) && !before.Text.EndsWith(" disabled", StringComparison.OrdinalIgnoreCase);
        return isOff ? facet with { Role = "off" } : facet;
    }

    private bool IsAfterNoun(int index) =>
        current.Facets is [.., { Slot: Slot.Object } noun] && noun.End == index && noun["o"] is "vm" or "ct" or "server" && !lexicon.IsIn("kindplural", noun.Text.ToLowerInvariant());
}
