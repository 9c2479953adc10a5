using MycoPod.Reconciler.Planning.BuiltIn.Words;
using MycoPod.Reconciler.Planning.BuiltIn.World;

namespace MycoPod.Reconciler.Planning.BuiltIn.Sentences;

/// <summary>Divides a text into clauses: a verb and what is said around it. Every word belongs to something, is filler, or is kept as not understood.</summary>
internal sealed partial class ClauseReader
{
    private static readonly string[] Statives = ["be", "have", "exist", "lose", "run-on"];
    private readonly string source;
    private readonly IReadOnlyList<Token> tokens;
    private readonly Lexicon lexicon;
    private readonly FacetRules rules;
    private readonly ClusterShapes shapes;
    private readonly GuestReader guests;
    private readonly HashSet<string> declared = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Clause> clauses = [];
    private Clause current = new(0);
    private bool isBoundary = true;
    private bool isAfterAnd;
    private bool isEnsured;
    private bool isListing;
    private int sentence;
    private int verbEnd = -1;

    public ClauseReader(string source, IReadOnlyList<Token> tokens, Lexicon lexicon, FacetRules rules, Cluster cluster)
    {
        (this.source, this.tokens, this.lexicon, this.rules) = (source, tokens, lexicon, rules);
        shapes = new ClusterShapes(cluster, lexicon, tokens, declared);
        guests = new(source, tokens, lexicon, cluster, declared) { Shapes = shapes };
    }

    public IReadOnlyList<Clause> Read()
    {
        for (var index = 0; index < tokens.Count;) index = Math.Max(index + 1, ReadAt(index));
        Close();
        return clauses;
    }

    private int ReadAt(int index)
    {
        var token = tokens[index];
        if (token.Shape == Shape.Stop) return EndSentence(index);
        if (current.Verb is "be" or "convert" or "set" && StateAt(index) is { } state) return Add(state);
        if (CommandAt(index) is { } command) return Add(command);
        if (lexicon.Find("and", tokens, index) is { Length: > 0 } and && !IsFacetAhead(index, and.Length)) return Boundary(index + and.Length, afterAnd: true);
        if (token.Shape == Shape.Punctuation) return Boundary(index + 1, isAfterAnd || token.Text == ",");
        if (lexicon.Find("statement", tokens, index) is { Length: > 0 } statement && (isBoundary || statement.Length > 1)) return ReadStatement(index);
        return ReadWord(index);
    }

    /// <summary>"… is off", "… should be up": at the end of what is said.</summary>
    private Facet? StateAt(int index)
    {
        var state = tokens[index].Lower switch { "on" or "up" => "running", "off" or "down" => "stopped", _ => "" };
        var isLast = index + 1 >= tokens.Count || tokens[index + 1].Shape is Shape.Stop or Shape.Punctuation || tokens[index + 1].Lower is "and" or "at" or "but" or "again" or "now" or "please" or "pls" or "then";
        return state.Length > 0 && isLast ? new(Slot.Flag, "", new Dictionary<string, Said>(StringComparer.Ordinal) { ["f"] = new(state) }, index, index + 1, tokens[index].Text) : null;
    }

    private bool IsFacetAhead(int index, int least) => Longest(index) is { } facet && facet.End - index > least;

    private int Boundary(int next, bool afterAnd)
    {
        (isBoundary, isAfterAnd) = (true, afterAnd);
        return next;
    }

    private int ReadWord(int index)
    {
        if (SplitVerb(index) is { } next) return next;
        var facet = Longest(index);
        var verb = lexicon.Find("verb", tokens, index);
        if (verb.Length > 0 && verb.Length >= (facet is null ? 0 : facet.End - index) && IsVerbAt(index, verb)) return BeginClause(index, verb);
        if (IsNewNoun(index)) ContinueClause();
        if (facet is not null && !(facet.Slot == Slot.PurposeWord && token(index) is "for")) return Add(facet);
        if (lexicon.Find("filler", tokens, index) is { Length: > 0 } filler && !(tokens[index].Lower == "for" && IsPurpose(index)) && !IsTurning(index, filler.Length)) return index + filler.Length;
        if (tokens[index].Lower is "for" or "to" or "before") return ReadPurpose(index);
        return NoteUnknown(index);

        string token(int at) => tokens[at].Lower;
    }

    /// <summary>"back it up", "shut web-1 and web-2 down": a verb of two words with what it is about between them.</summary>
    private int? SplitVerb(int index)
    {
        if (!isBoundary || index + 2 >= tokens.Count || guests.Read(index + 1) is not { } about || about.End >= tokens.Count) return null;
        if (lexicon.Find("verb", [tokens[index], tokens[about.End]], 0) is not { Length: 2 } verb) return null;
        BeginClause(index, (1, verb.Value));
        Add(about);
        return about.End + 1;
    }

    /// <summary>A word right after the verb, at the sentence's begin or after a colon may be a name.</summary>
    private int NoteUnknown(int index)
    {
        var text = source[tokens[index].Start..tokens[index].End];
        if (NamesAt(index) is { } names)
        {
            Add(names);
            return names.End;
        }

        var mayBeName = tokens[index].MayBeName && shapes.Read("name", tokens, index) is not null;
        if (mayBeName && current.Subject is null && (index == verbEnd || (current.Verb.Length == 0 && current.Facets.Count == 0 && current.Unknown.Count == 0) || (index > 0 && tokens[index - 1].Text == ":"))) (current.Subject, isBoundary) = (text, false);
        else (current.Unknown, isBoundary) = ([.. current.Unknown, text], false);
        return index + 1;
    }

    /// <summary>Several names right after the verb, or after a comma or bracket: "VM1, VM2 and VM3".</summary>
    private Facet? NamesAt(int index)
    {
        if (shapes.Read("names", tokens, index) is not var (said, length) || !(current.Verb is "create" or "clone" or "exist" or "")) return null;
        var isPlace = index == verbEnd || (index > 0 && (tokens[index - 1].Text is "," or "(" or ":" or "and" || tokens[index - 1].Shape == Shape.Stop));
        if (!isPlace || (said.Items.Count < 2 && !(isListing && tokens[index - 1].Shape == Shape.Stop) && !(current.Facets.Count > 0 && (tokens[index - 1].Text != ":" || current.Verb == "create") && said.Text.AsSpan().ContainsAnyInRange('0', '9')))) return null;
        return new(Slot.Names, "bare", new Dictionary<string, Said>(StringComparer.Ordinal) { ["x"] = said }, index, index + length, source[tokens[index].Start..tokens[index + length - 1].End]);
    }

    private string Lead(int index)
    {
        for (index--; index >= 0 && lexicon.IsIn("the", tokens[index].Lower); index--)
        {
        }

        return index < 0 ? "" : tokens[index].Lower;
    }

    private bool IsTurning(int index, int length) => lexicon.Find("turning", tokens, index).Length > length;

    private Facet? Longest(int index)
    {
        var facet = rules.Read(source, tokens, index, shapes);
        var pointed = guests.Read(index);
        if (pointed is null) return facet;
        return facet is null || pointed.End >= facet.End ? pointed : facet;
    }

    private bool IsVerbAt(int index, (int Length, string Value) verb)
    {
        var mayBeNoun = lexicon.Find("verbornoun", tokens, index).Length == verb.Length;
        if (Statives.Contains(verb.Value)) return current.Verb.Length == 0 || (isBoundary && isAfterAnd && mayContinue()) || (isBoundary && current.Verb.Length == 0);
        return isBoundary ? !(mayBeNoun && IsNounAhead(index, verb)) : current.Verb.Length == 0 && (!mayBeNoun || (current.Facets.Count > 0 && current.Unknown.Count == 0 && current.Facets.TrueForAll(f => f.Guests is not null) && IsFronted));

        bool mayContinue() => Statives.Contains(current.Verb) || current.Verb == "create";
    }

    /// <summary>"Inside it mount …", "on web-1 run …": the place stands before the verb.</summary>
    private bool IsFronted => current.Facets[0].Lead is "on" or "in" or "inside" or "within";

    /// <summary>"backup job …", "snapshot pre-update of …" after a boundary are nouns where the clause has a verb already.</summary>
    private bool IsNounAhead(int index, (int Length, string Value) verb) =>
        current.Verb.Length > 0 && isAfterAnd && index > 0 && tokens[index - 1].Lower == "," && verb.Value is "backup" or "snapshot" or "use" or "mount" && current.Verb.Length > 0;

    private int BeginClause(int index, (int Length, string Value) verb)
    {
        if (verb.Value == "ensure")
        {
            Close();
            isEnsured = true;
            return Boundary(index + verb.Length, afterAnd: false);
        }

        var subject = current.Facets.Find(f => f.Slot == Slot.Guests) ?? current.Facets.Find(f => f.Slot is Slot.Names or Slot.Account);
        var takesSubject = Statives.Contains(verb.Value) && current.Verb.Length > 0;
        var isWithStart = verb.Value == "start" && current is { Verb: "create", Facets.Count: 0, Unknown.Count: 0, Subject: null };
        if (isWithStart)
        {
            current.Facets.Add(new(Slot.Flag, "", new Dictionary<string, Said>(StringComparer.Ordinal) { ["f"] = new("running") }, index, index + verb.Length, source[tokens[index].Start..tokens[index].End]));
            (isBoundary, isAfterAnd, verbEnd) = (false, false, index + verb.Length);
            return index + verb.Length;
        }

        if (current.Verb.Length > 0) Close();
        if (takesSubject && subject is not null) current.Facets.Add(subject with { IsUsed = false });
        (current.Verb, current.VerbText) = (verb.Value, source[tokens[index].Start..tokens[index + verb.Length - 1].End]);
        (isBoundary, isAfterAnd, verbEnd) = (false, false, index + verb.Length);
        return PlainCommand(index + verb.Length) ?? index + verb.Length;
    }

    /// <summary>"… and an Ubuntu container": the verb goes on to the next thing.</summary>
    private bool IsNewNoun(int index)
    {
        if (!isAfterAnd || current.Verb is not ("create" or "add") || current.Facets.Count == 0) return false;
        for (var at = index; at < tokens.Count && at - index < 5; at++)
        {
            if (lexicon.Find("newnoun", tokens, at).Length > 0) return current.Facets.Exists(f => (f.Slot is Slot.Object && f["o"] is "vm" or "ct" or "pool" or "group" or "user" or "role" or "token" or "alias" or "secgroup" or "ipset") || f.Slot is Slot.Pool or Slot.Group or Slot.Account or Slot.Alias or Slot.SecGroup or Slot.IpSet || f.Guests is not null);
            if (!lexicon.IsIn("the", tokens[at].Lower) && tokens[at].Lower is not ("new" or "another" or "resource" or "firewall") && lexicon.Find("count", tokens, at).Length == 0 && lexicon.Find("system", tokens, at).Length == 0 && tokens[at].Shape != Shape.Number) return false;
        }

        return false;
    }

    private void ContinueClause()
    {
        var (verb, text, ensured) = (current.Verb, current.VerbText, current.IsEnsured);
        Close();
        (current.Verb, current.VerbText, current.IsEnsured, current.IsContinued) = (verb, text, ensured, true);
        isAfterAnd = false;
    }

    private int Add(Facet facet)
    {
        current.Facets.Add(facet with { Lead = Lead(facet.First) });
        if (facet.Slot == Slot.Names) declared.UnionWith(facet["x"].Split(','));
        if (facet.Guests is { } phrase && current.Verb is "create" or "clone" or "exist" or "be" or "") declared.UnionWith(phrase?.Mentions.Where(m => m.Id is null).Select(m => m.Text) ?? []);
        (isBoundary, isAfterAnd) = (false, false);
        return facet.End;
    }

    /// <summary>After "create two containers:" each line that begins with a bullet goes on with the list.</summary>
    private bool IsListed(int index)
    {
        if (current.Verb is not ("create" or "clone") || index == 0) return false;
        var isBullet = tokens[index].Text is "-" or "–" or "—" or "*" or "•" or "·" || char.IsAsciiDigit(tokens[index].Text[0]);
        if (tokens[index].Text != "\n") return isBullet && isListing;
        isListing |= tokens[index - 1].Text == ":";
        return isListing && index + 1 < tokens.Count && tokens[index + 1].Shape == Shape.Stop && tokens[index + 1].Text is not ("." or "\n" or "!" or "?");
    }

    private int EndSentence(int index)
    {
        if (IsListed(index)) return Boundary(index + 1, afterAnd: false);
        isListing = false;
        Close();
        if (tokens[index].Text != "\n") sentence++;
        (isBoundary, isAfterAnd) = (true, false);
        current = new(sentence);
        return index + 1;
    }

    private void Close()
    {
        if (current.Verb.Length > 0 || current.Facets.Count > 0 || current.Unknown.Count > 0 || current.Subject is not null)
        {
            current.IsEnsured |= isEnsured;
            clauses.Add(current);
            isEnsured = false;
        }

        current = new(sentence);
    }
}
