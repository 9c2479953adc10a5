using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Sentences;

/// <summary>Whole sentences that tell and ask for nothing: they are shown as the reason. And what is to stay as it is, which it does anyway.</summary>
internal sealed partial class ClauseReader
{
    private const int LongestCry = 4;
    private const int LongestStay = 12;

    /// <summary>What a story may speak of: nothing that says how something is to be.</summary>
    private static readonly Slot[] Tellable = [Slot.Guests, Slot.Software, Slot.PurposeWord, Slot.Purpose, Slot.Object, Slot.System, Slot.SnapName, Slot.Count, Slot.Place, Slot.Date, Slot.Job, Slot.IsoWord, Slot.Role, Slot.Direction];

    /// <summary>Verbs that are told as nouns only with "the" or the like: "a reboot" may be what is wished for.</summary>
    private static readonly string[] Acting = ["reboot", "start", "stop", "shutdown", "reset", "delete", "remove", "snapshot", "backup", "restore", "rollback", "migrate", "move", "suspend", "clone", "create", "resize"];

    /// <summary>"I moved to a new router.", "Jellyfin is always running out of memory.", "Movie night!"</summary>
    /// <returns>Where to go on, or null.</returns>
    private int? StoryAt(int start)
    {
        if (!isBoundary || current.Verb.Length > 0 || current.Facets.Count > 0 || current.Unknown.Count > 0 || !(start == 0 || tokens[start - 1].Shape == Shape.Stop)) return null;
        var end = start;
        while (end < tokens.Count && tokens[end].Shape != Shape.Stop && !IsAskedAfter(end)) end++;
        if ((end < tokens.Count && tokens[end].Text == "?") || (start == 0 && tokens.Skip(end).All(t => t.Shape == Shape.Stop)) || !IsTold(start, end)) return null;
        Facet? about = null;
        List<Facet> beside = [];
        var isStrange = false;
        var isExplained = lexicon.IsIn("teller", tokens[start].Lower);
        for (var at = start; at < end;)
        {
            if ((lexicon.Find("trouble", tokens, at) is { Length: > 0 } trouble ? trouble : lexicon.Find("disuse", tokens, at)) is { Length: > 0 } known)
            {
                (at, isStrange, isExplained) = (at + known.Length, true, true);
                continue;
            }

            var facet = Longest(at);
            if (!MayBeTold(at, start, facet)) return null;
            if (facet is { Guests: { Pronoun: null, IsAll: false } }) about ??= facet;
            if (facet is { Slot: Slot.Object or Slot.Disk or Slot.SnapName or Slot.Job or Slot.IsoWord }) beside.Add(facet with { IsUsed = true });
            isStrange |= facet is null && tokens[at].Shape == Shape.Word && (!lexicon.Knows(tokens[at].Lower) || lexicon.IsIn("toldturning", tokens[at].Lower) || (lexicon.IsIn("telling", tokens[at].Lower) && lexicon.Find("verb", tokens, at).Length + lexicon.Find("filler", tokens, at).Length == 0));
            at = Math.Max(at + 1, facet?.End ?? 0);
        }

        return isStrange ? Told(start, end, about, beside, isExplained) : null;
    }

    /// <summary>"Right-sizing of the media stack:", "Before the upgrade:": what stands above a list or a wish, and asks for nothing.</summary>
    private int? HeadingAt(int start)
    {
        if (!isBoundary || current.Verb.Length > 0 || current.Facets.Count > 0 || current.Unknown.Count > 0 || !(start == 0 || tokens[start - 1].Shape == Shape.Stop)) return null;
        if (lexicon.Find("heading", tokens, start) is { Length: > 0 } word && start + word.Length + 1 < tokens.Count && tokens[start + word.Length].Text == ":") return start + word.Length + 1;
        var end = start;
        while (end < tokens.Count && end - start <= LongestAside && tokens[end].Shape != Shape.Stop && tokens[end].Text != ":") end++;
        if (end - start < 2 || end + 1 >= tokens.Count || tokens[end].Text != ":") return null;
        var isBefore = tokens[start].Lower is "before" or "after";
        var words = Enumerable.Range(start, end - start).ToList();
        if (words.Exists(at => Longest(at) is { Slot: not (Slot.PurposeWord or Slot.Software or Slot.Count) } facet && !(facet.Slot == Slot.Node && tokens[start].Lower is "todo" or "tasks" or "list"))
            || (!isBefore && words.Exists(at => lexicon.Find("verb", tokens, at).Length > 0 || lexicon.Find("turning", tokens, at).Length > 0)))
        {
            return null;
        }

        return words.Exists(at => !lexicon.Knows(tokens[at].Lower)) || isBefore ? AddAside(start, end) + 1 : null;
    }

    /// <summary>"(required)", "(safety!)": a word in brackets that only stresses the wish. Any other may change it.</summary>
    /// <returns>Where to go on, or null.</returns>
    private int? RemarkAt(int index)
    {
        if (tokens[index].Text != "(" || current.Verb.Length == 0 || lexicon.Find("remark", tokens, index + 1) is not { Length: > 0 } remark) return null;
        var end = index + 1 + remark.Length;
        if (end < tokens.Count && tokens[end].Text == "!") end++;
        return end < tokens.Count && tokens[end].Text == ")" ? AddAside(index + 1, end) + 1 : null;
    }

    /// <summary>"web-1 is broken, please restart it", "… tonight so snapshot it": a comma, a colon or "so", and what is wanted.</summary>
    private bool IsAskedAfter(int index)
    {
        if (tokens[index].Text is not ("," or ":" or "—" or "–") && tokens[index].Lower is not "so") return false;
        var next = index + 1;
        while (next < tokens.Count && (lexicon.Find("and", tokens, next).Length > 0 || tokens[next].Lower is "so" or "pls" or "please" or "now")) next++;
        return next < tokens.Count
            && tokens[next].Shape == Shape.Word
            && ((lexicon.Find("verb", tokens, next) is { Length: > 0 } verb && !Statives.Contains(verb.Value)) || lexicon.Find("filler", tokens, next).Length > 1);
    }

    /// <param name="beside">What else was named: "it" may mean that as well.</param>
    private int Told(int start, int end, Facet? about, IReadOnlyList<Facet> beside, bool isExplained)
    {
        AddAside(start, end);
        current.Stories.Add(new(source[tokens[start].Start..tokens[end - 1].End], about is not null || Enumerable.Range(start, end - start).Any(at => lexicon.Find("kind", tokens, at).Length > 0), isExplained));
        if (about is null) return end;
        (current.Verb, current.VerbText) = ("mention", "");
        current.Facets.Add(about);
        current.Facets.AddRange(beside);
        Close();
        return Boundary(end, afterAnd: false);
    }

    /// <summary>Somebody tells, something is or does something, or a few words are only cried out.</summary>
    private bool IsTold(int start, int end)
    {
        if (lexicon.IsIn("teller", tokens[start].Lower)) return true;
        if (lexicon.Find("verb", tokens, start).Length > 0) return false;
        for (var at = start + 1; at < end; at++)
        {
            if (lexicon.IsIn("telling", tokens[at].Lower)) return true;
            if (tokens[at].Shape == Shape.Word
                && !lexicon.Knows(tokens[at].Lower)
                && (tokens[at].Lower.EndsWith("ed", StringComparison.Ordinal) || (tokens[at].Lower.EndsWith('s') && at + 1 < end)))
            {
                return true;
            }
        }

        return end - start <= LongestCry && end < tokens.Count && tokens[end].Text == "!" && Enumerable.Range(start, end - start).All(at => Longest(at) is null or { Slot: Slot.PurposeWord });
    }

    private bool MayBeTold(int at, int start, Facet? facet)
    {
        if (tokens[at].Text is ":" or "=" || lexicon.Find("wanting", tokens, at).Length > 0) return false;
        if (lexicon.Find("turning", tokens, at) is { Length: > 0 } turning && !(turning.Length == 1 && lexicon.IsIn("toldturning", tokens[at].Lower))) return false;
        if (facet is not null
            && !Tellable.Contains(facet.Slot)
            && facet is not ({ Slot: Slot.Memory or Slot.Cores or Slot.Swap, Role: "word" or "vague" })
            && !(facet is { Slot: Slot.Storage or Slot.Node, Role: "" } && at == start)
            && !(facet.Slot == Slot.Schedule && !facet.Has("t"))
            && !(facet is { Slot: Slot.Flag, Role: "" } && facet["f"] is "full" or "latest" or "same" or "atonce"))
        {
            return false;
        }

        if (facet is { Slot: Slot.Count } && (at == start || tokens[at - 1].Lower is "has" or "have" or "had" or "with" or "gets" or "get" or "got" or "of" or "to" or "is" or "are")) return false;
        if (facet is { Guests.IsAll: true } or { Slot: Slot.Count, Role: not "" }) return false;
        var verb = lexicon.Find("verb", tokens, at);
        if (verb.Length == 0 || facet?.End > at + verb.Length || Statives.Contains(verb.Value)) return true;
        var before = at > start ? tokens[at - 1].Lower : "";
        if (at > start + 1 && !Acting.Contains(verb.Value) && lexicon.Find("verbornoun", tokens, at).Length == verb.Length) return true;
        return at > start
            && ((lexicon.IsIn("the", before) && before is not ("a" or "an" or "some")) || before is "last" or "next" or "nightly" or "big" or "old" || (tokens[at].Lower.EndsWith("ing", StringComparison.Ordinal) && lexicon.IsIn("telling", before)));
    }

    /// <summary>"the rest can stay as it is", "no other guests please", "but don't remove it": nothing is done there anyway. What names a guest is read in full.</summary>
    /// <returns>Where to go on, or null.</returns>
    private int? StayingAt(int index)
    {
        if (!isBoundary || (clauses.Count == 0 && current.Verb.Length == 0)) return null;
        var begin = tokens[index].Lower == "but" ? index + 1 : index;
        var end = begin;
        while (end < tokens.Count && end - begin <= LongestStay && tokens[end].Shape != Shape.Stop && tokens[end].Text is not ("," or ")" or "(")) end++;
        var words = tokens.Skip(begin).Take(end - begin).Select(t => t.Lower).Where(w => w is not ("please" or "pls" or "thanks" or "just")).ToList();
        if (end - begin > LongestStay || words.Count < 2 || (end < tokens.Count && tokens[end].Text == "?")) return null;
        var named = Enumerable.Range(begin, end - begin).Select(guests.Read).OfType<Facet>().Where(f => f.Guests is { Pronoun: null, Text: not "the others" }).ToList();
        var isBroad = current.Facets.Concat(clauses.SelectMany(c => c.Facets)).Any(f => f.Guests is { IsAll: true });
        return (named.Count == 0 && IsStaying(words)) || (!isBroad && named.TrueForAll(IsNew) && SaysStaying(words)) ? AddAside(index, end, "stays") : null;
    }

    /// <summary>Whether nothing was said of these guests before, so that nothing is taken back.</summary>
    private bool IsNew(Facet named) =>
        named.Guests is { IsAll: false }
        && !current.Facets.Concat(clauses.SelectMany(c => c.Facets)).Any(f => f.Guests is { } said && said.Mentions.Any(m => named.Guests.Mentions.Any(n => n.Text.Equals(m.Text, StringComparison.OrdinalIgnoreCase))));

    /// <summary>"the control plane can stay as it is", "scsi0 is fine", "dev stays".</summary>
    private static bool SaysStaying(List<string> words) =>
        words[^1] is "stays" or "stay" or "remains" or "remain" or "untouched" or "unchanged" || (words.Count <= 3 && words[^1] == "fine" && words[^2] is "is" or "are")
        || (words.Exists(w => w is "stay" or "stays" or "remain" or "remains" or "leave") && words.Count > 3 && (words.TakeLast(3).SequenceEqual(["as", "it", "is"]) || words.TakeLast(3).SequenceEqual(["how", "it", "is"]) || words.TakeLast(3).SequenceEqual(["as", "they", "are"])));

    private bool IsStaying(List<string> words)
    {
        var text = string.Join(' ', words);
        var isMade = current.Is("create", "clone") || clauses.Exists(c => c.Is("create", "clone"));
        if (lexicon.IsIn("staying", text)) return true;
        if (words.Count < 8
            && words.Exists(w => w is "where" or "which" or "what" or "how")
            && Enumerable.Range(1, words.Count).Any(n => lexicon.IsIn("indifferent", string.Join(' ', words.Take(n)))))
        {
            return true;
        }

        if (words is ["leave" or "keep", "it" or "them", "off" or "stopped" or "on" or "running"]) return !isMade;
        if (words is ["create" or "add" or "make" or "adjust" or "change" or "fix" or "update" or "correct" or "grow" or "extend" or "enlarge" or "increase", "it" or "them", "if", ..]) return !isMade && words.Exists(w => w is "different" or "smaller" or "not" or "needed" or "necessary" or "wrong" or "isn't" or "missing" or "differs");
        if (words[0] is "don't" or "dont" || (words[0] == "do" && words[1] == "not")) return words[^1] is "it" or "them" or "anything" or "else" && words.Exists(w => w is "delete" or "remove" or "destroy" or "touch" or "change") && !current.Is("delete", "remove") && clauses.TrueForAll(c => !c.Is("delete", "remove"));
        var subject = words.TakeWhile(w => w is not ("can" or "may" or "should" or "must" or "shall" or "is" or "are" or "stays" or "stay" or "remains" or "remain")).ToList();
        if (subject.Count == 0 || subject.Count == words.Count || !subject.Exists(w => w is "rest" or "others" or "else" or "other" or "whatever" or "matches")) return false;
        return words.TakeLast(3).Contains("is") || words[^1] is "are" or "untouched" or "unchanged" or "alone" or "touched" or "changed" or "stay" or "stays" or "remain" or "remains" or "fine";
    }
}
