using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Sentences;

/// <summary>What is said besides: reasons, purposes, and commands word for word.</summary>
internal sealed partial class ClauseReader
{
    /// <summary>"I'm running out of space": up to the next comma or stop.</summary>
    private int ReadStatement(int start)
    {
        var end = start;
        Facet? about = null;
        var isFirst = current.Verb.Length == 0 && current.Facets.Count == 0 && current.Unknown.Count == 0;
        while (end < tokens.Count && tokens[end].Shape != Shape.Stop && tokens[end].Text is not ("," or "—" or "–") && !(isFirst && tokens[end].Text == ":" && end > start + 1))
        {
            about ??= isFirst && end > start ? guests.Read(end) is { Guests.Pronoun: null } named ? named : null : null;
            end++;
        }

        AddAside(start, end);
        if (!isFirst || about is null) return end;
        (current.Verb, current.VerbText) = ("mention", "");
        current.Facets.Add(about);
        Close();
        return Boundary(end, afterAnd: false);
    }

    private bool IsPurpose(int index)
    {
        if (index + 1 >= tokens.Count) return false;
        if (IsAmountAhead(index + 1)) return true;
        return Longest(index + 1) is not { } facet
            || facet.Slot is Slot.PurposeWord
            || (facet.Slot == Slot.Object && facet["o"] is "server" or "cluster" or "user" or "notes" or "storage" or "image")
            || (facet.Slot == Slot.Software && !facet.Value.Items.Any(Frames.Shell.Recipes.IsCluster));
    }

    /// <summary>"for 2 users": a number of what is not made.</summary>
    private bool IsAmountAhead(int index) =>
        current.Is("create") && index + 1 < tokens.Count && Longest(index) is { Slot: Slot.Count } count && count.End == index + 1
        && lexicon.Find("kind", tokens, index + 1).Length == 0 && tokens[index + 1].Shape == Shape.Word && lexicon.Find("object", tokens, index + 1).Value is "" or "user" && lexicon.Find("turning", tokens, index + 1).Length == 0;

    /// <summary>"for application data", "to host a wiki": up to where something known begins. Guests that something is done with "before …" later belong to it.</summary>
    private int ReadPurpose(int start)
    {
        var end = start + 1;
        var isLater = tokens[start].Lower == "before" && current.Verb.Length > 0 && current.Facets.Exists(f => f.Guests is not null);
        while (end < tokens.Count && tokens[end].Shape is not (Shape.Stop or Shape.Punctuation))
        {
            var facet = Longest(end);
            if (isLater && (facet?.Guests is not null ? facet.End : LikeVerb(start + 1, end)) is { } later)
            {
                end = later;
                continue;
            }

            if (lexicon.Find("and", tokens, end).Length > 0) break;
            if (current.Verb == "run"
                && current.Has(Slot.Command)
                && current.Has(Slot.Guests)
                && tokens[start].Lower is "to" or "for"
                && lexicon.Find("turning", tokens, end).Length == 0
                && facet?.Guests is null)
            {
                end++;
                continue;
            }

            if (facet is not null && !(end == start + 1 && facet.Slot == Slot.Count) && facet.Slot is not (Slot.PurposeWord or Slot.Object or Slot.Software or Slot.Pool or Slot.Group)) break;
            if (lexicon.Find("turning", tokens, end).Length > 0) break;
            if (end > start + 2 && lexicon.Find("verb", tokens, end) is { Length: > 0 } verb && lexicon.Find("verbornoun", tokens, end).Length < verb.Length) break;
            if (end > start + 1 && tokens[end].Lower is "with" or "on" or "in" or "at" or "named" or "called" or "using" or "from") break;
            end = Math.Max(end + 1, facet?.End ?? 0);
        }

        if (end > start + 1) return AddAside(start, end);
        current.Unknown.Add(tokens[start].Text);
        return start + 1;
    }

    /// <summary>"before stopping web-1 and deleting web-2": a second verb in the form of the first is no command either.</summary>
    /// <returns>Where the second verb ends, or null.</returns>
    private int? LikeVerb(int first, int index)
    {
        var and = lexicon.Find("and", tokens, index).Length;
        var next = index + and;
        var isLike = and > 0 && next < tokens.Count && tokens[first].Lower.EndsWith("ing", StringComparison.Ordinal) && tokens[next].Lower.EndsWith("ing", StringComparison.Ordinal);
        return isLike ? next + Math.Max(1, lexicon.Find("verb", tokens, next).Length) : null;
    }

    /// <summary>"kill web-1, it hangs": a pronoun and words that nobody knows, at the end of a sentence.</summary>
    /// <returns>Where it ends, or null.</returns>
    private int? ReasonAt(int index)
    {
        if (index == 0 || tokens[index - 1].Text is not ("," or "—" or "–" or "(") || tokens[index].Lower is not ("it" or "they" or "this") || current.Verb.Length == 0) return null;
        var end = index + 1;
        while (end < tokens.Count && tokens[end].Shape == Shape.Word && lexicon.Find("verb", tokens, end).Length == 0 && lexicon.Find("turning", tokens, end).Length == 0) end++;
        var isWhole = end == tokens.Count || tokens[end].Shape is Shape.Stop || tokens[end].Text == ")";
        return isWhole && end - index is > 1 and < 6 && tokens.Skip(index + 1).Take(end - index - 1).Any(t => !lexicon.Knows(t.Lower)) ? end : null;
    }

    /// <param name="role">"stays" for what is to be left as it is.</param>
    private int AddAside(int start, int end, string role = "")
    {
        current.Facets.Add(new(Slot.Purpose, role, new Dictionary<string, Said>(StringComparer.Ordinal), start, end, source[tokens[start].Start..tokens[end - 1].End]));
        return end;
    }

    /// <summary>After "run", "execute" or the like and a colon: the rest of the line is a command.</summary>
    private Facet? CommandAt(int index)
    {
        var isDashed = IsDashes(index);
        if ((tokens[index].Text != ":" && !isDashed)
            || current.Verb is not ("run" or "update" or "install")
            || index + 1 >= tokens.Count
            || tokens[index + 1].Shape == Shape.Quoted
            || lexicon.IsIn("the", tokens[index + 1].Lower)
            || (current.Verb == "update" && !IsProgramAt(index + 1)))
        {
            return null;
        }

        var end = index + 1;
        while (end < tokens.Count && tokens[end].Text != "\n") end++;
        if (end > index + 2 && tokens[end - 1].Shape == Shape.Stop) end--;
        if (isDashed && Enumerable.Range(index + 2, end - index - 2).Any(IsProse)) return null;
        return Command(isDashed ? index + 2 : index + 1, end);
    }

    /// <summary>Behind the dashes only a command may stand: "-- uptime, then stop it" and "-- reboot tomorrow" are more than that.</summary>
    private bool IsProse(int index) =>
        lexicon.Find("turning", tokens, index).Length > 0
        || tokens[index].Lower is "then" or "tomorrow" or "tonight" or "later"
        || (tokens[index].Text is "," or "." && index + 1 < tokens.Count && tokens[index + 1].Start > tokens[index].End);

    /// <summary>"pct exec 101 -- df -h": what stands behind the dashes is the command.</summary>
    private bool IsDashes(int index) =>
        current.Verb == "run" && current.Has(Slot.Guests) && index + 2 < tokens.Count && tokens[index].Text == "-" && tokens[index + 1].Text == "-" && tokens[index + 1].Start == tokens[index].End && tokens[index + 2].Start > tokens[index + 1].End;

    /// <summary>After "update web-1:" a wish for other values may follow as well.</summary>
    private bool IsProgramAt(int index) => lexicon.IsIn("program", tokens[index].Lower) || tokens[index].Lower is "sudo" or "docker" || tokens[index].Shape == Shape.Path;

    private Facet Command(int start, int end)
    {
        var text = source[tokens[start].Start..tokens[end - 1].End];
        return new(Slot.Command, "", new Dictionary<string, Said>(StringComparer.Ordinal) { ["x"] = new(text) }, start, end, text);
    }

    /// <summary>"I want to run Immich in a container": what is wanted is the container.</summary>
    /// <returns>Where the container is spoken of, or null.</returns>
    private int? HostedAt(int start)
    {
        for (var at = start + 1; at + 2 < tokens.Count && at - start < 5; at++)
        {
            if (tokens[at].Lower is not ("in" or "inside") || tokens[at + 1].Lower is not ("a" or "an") || lexicon.Find("kind", tokens, at + 2).Length == 0) continue;
            if (!Enumerable.Range(start, at - start).All(IsServed)) return null;
            (current.Verb, current.VerbText) = ("create", current.VerbText);
            AddAside(start, at);
            return at + 1;
        }

        return null;
    }

    /// <summary>What people run guests for, and a name that means nothing else.</summary>
    private bool IsServed(int index) =>
        tokens[index].Shape == Shape.Word
        && (lexicon.IsIn("purpose", tokens[index].Lower) || lexicon.IsIn("purpose", $"{tokens[index].Lower} {(index + 1 < tokens.Count ? tokens[index + 1].Lower : "")}") || (index > 0 && lexicon.IsIn("purpose", $"{tokens[index - 1].Lower} {tokens[index].Lower}")) || (char.IsUpper(tokens[index].Text[0]) && !lexicon.Knows(tokens[index].Lower)));

    /// <summary>"run df -h on VM 100": what stands up to the guests.</summary>
    private int? PlainCommand(int start)
    {
        if (current.Verb == "run" && HostedAt(start) is { } hosted) return hosted;
        if (current.Verb != "run" || start >= tokens.Count || tokens[start].Shape == Shape.Quoted || guests.Read(start) is not null) return null;
        while (start < tokens.Count && tokens[start].Lower is "the" or "command" or "commands" or "a") start++;
        if (start >= tokens.Count || tokens[start].Shape != Shape.Word || (Longest(start) is { Slot: Slot.Object or Slot.Software or Slot.Node } && lexicon.Find("program", tokens, start).Length < 2)) return null;
        var isInside = clauses.LastOrDefault() is { Verb: "mention" } before && before.Sentence == current.Sentence && (!lexicon.Knows(tokens[start].Lower) || lexicon.IsIn("program", tokens[start].Lower));
        var last = start + 1;
        while (last < tokens.Count && tokens[last].Shape != Shape.Stop) last++;
        for (var end = start + 1; end + 1 < tokens.Count && tokens[end].Shape != Shape.Stop; end++)
        {
            if (tokens[end].Lower is "on" or "in" or "inside" or "within" && guests.Read(end + 1) is not null)
            {
                current.Facets.Add(Command(start, end));
                return end;
            }
        }

        if (!isInside) return null;
        current.Facets.Add(Command(start, last));
        return last;
    }

    /// <summary>"… is off", "… should be up": at the end of what is said.</summary>
    private Facet? StateAt(int index)
    {
        var state = tokens[index].Lower switch { "on" or "up" => "running", "off" or "down" => "stopped", _ => "" };
        var isLast = index + 1 >= tokens.Count || tokens[index + 1].Shape is Shape.Stop or Shape.Punctuation || tokens[index + 1].Lower is "and" or "at" or "but" or "again" or "now" or "please" or "pls" or "then";
        return state.Length > 0 && isLast ? new(Slot.Flag, "", new Dictionary<string, Said>(StringComparer.Ordinal) { ["f"] = new(state) }, index, index + 1, tokens[index].Text) : null;
    }
}
