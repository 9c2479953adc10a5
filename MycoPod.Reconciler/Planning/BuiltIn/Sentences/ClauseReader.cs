using MycoPod.Reconciler.Planning.BuiltIn.Words;
using MycoPod.Reconciler.Planning.BuiltIn.World;

namespace MycoPod.Reconciler.Planning.BuiltIn.Sentences;

/// <summary>Divides a text into clauses: a verb and what is said around it. Every word belongs to something, is filler, or is kept as not understood.</summary>
internal sealed partial class ClauseReader
{
    /// <summary>One more than this is read, and refused.</summary>
    public const int MostClauses = 500;

    private const int MostUnknown = 100;
    private static readonly string[] Statives = ["be", "have", "exist", "lose", "run-on", "vanish"];
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

    /// <summary>Whether not all of the text was read: then there must be no plan.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Reads on until it is certain that there is no plan: more things are asked for than a plan may have, or hardly a word is understood.</summary>
    public IReadOnlyList<Clause> Read()
    {
        var index = 0;
        while (index < tokens.Count && clauses.Count <= MostClauses && current.Unknown.Count <= MostUnknown) index = Math.Max(index + 1, ReadAt(index));
        IsCut = index < tokens.Count;
        Close();
        return Followed.Settle(clauses);
    }

    private int ReadAt(int index)
    {
        var token = tokens[index];
        guests.MayDescribe = current.Verb.Length > 0 && !current.Is("create", "clone", "exist", "add");
        if (token.Shape == Shape.Stop && IsKeyAhead(index)) return Boundary(index + 1, afterAnd: false);
        if (token.Shape == Shape.Stop) return EndSentence(index);
        if ((StoryAt(index) ?? StayingAt(index) ?? HeadingAt(index)) is { } story) return story;
        if (current.Verb == "run" && token.Lower is "to" or "for" && current.Has(Slot.Command) && current.Has(Slot.Guests)) return ReadPurpose(index);
        if ((current.Verb is "be" or "convert" or "set" || (current.Verb.Length == 0 && current.Facets is [{ Guests: not null }] && current.Unknown.Count == 0 && current.Facets[0].End == index))
            && StateAt(index) is { } state)
        {
            return Add(state);
        }

        if (CommandAt(index) is { } command) return Add(command);
        if (ReasonAt(index) is { } reason) return AddAside(index, reason);
        if (PackageAt(index) is { } package) return Add(package);
        if (NameAfterAs(index) is { } name) return Add(name);
        if (TagsAt(index) is { } tags) return Add(tags);
        if (NameInBrackets(index) is { } bracketed) return Add(bracketed);
        if (TurnAt(index) is { } turned) return turned;
        if (RemarkAt(index) is { } remark) return remark;
        if (lexicon.Find("and", tokens, index) is { Length: > 0 } and && !IsFacetAhead(index, and.Length)) return Boundary(index + and.Length, afterAnd: true);
        if (token.Shape == Shape.Punctuation) return Boundary(index + 1, isAfterAnd || token.Text == ",");
        if (lexicon.Find("statement", tokens, index) is { Length: > 0 } statement && (isBoundary || statement.Length > 1)) return ReadStatement(index);
        return ReadWordOf(index);
    }

    /// <summary>Reads a word, and notes it where it left nothing in the clause.</summary>
    private int ReadWordOf(int index)
    {
        var (clause, facets, unknown, verb, subject) = (current, current.Facets.Count, current.Unknown.Count, current.Verb, current.Subject);
        var next = ReadWord(index);
        if (clause == current && facets == current.Facets.Count && unknown == current.Unknown.Count && verb == current.Verb && subject == current.Subject) current.Passed.AddRange(tokens.Take(next).Skip(index).Select(t => t.Lower));
        return next;
    }

    /// <summary>"Name: web-9; Node: pve2; Memory: 4 GB": a list of what a new guest is to have goes on.</summary>
    private bool IsKeyAhead(int index)
    {
        if (current.Verb is not ("create" or "clone") || index + 2 >= tokens.Count || tokens[index].Text is not (";" or "\n")) return false;
        var next = tokens[index + 1].Shape == Shape.Stop && tokens[index].Text == "\n" ? index + 2 : index + 1;
        return next + 1 < tokens.Count
            && tokens[next].Shape == Shape.Word
            && tokens[next + 1].Text is ":" or "="
            && lexicon.Knows(tokens[next].Lower)
            && lexicon.Find("verb", tokens, next).Length == 0;
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
        if (IsToMake(index)) return verbEnd = index + 1;
        if (lexicon.Find("partial", tokens, index) is { Length: > 0 } part)
        {
            current.Unknown.Add(source[tokens[index].Start..tokens[index + part.Length - 1].End]);
            return index + part.Length;
        }

        var facet = Longest(index);
        var verb = lexicon.Find("verb", tokens, index);
        var filler = lexicon.Find("filler", tokens, index);
        if (filler.Length > Math.Max(verb.Length, facet is null ? 0 : facet.End - index) && verb.Length > 0) return index + filler.Length;
        if (verb.Length > 0 && verb.Length >= (facet is null ? 0 : facet.End - index) && IsVerbAt(index, verb)) return BeginClause(index, verb);
        if (facet is not null && NameAfterNoun(index, facet) is { } named) return Add(named);
        if (facet is { Slot: Slot.Count } && facet.End == index + 1 && IsAfterNoun(index)) return tokens[index].Text == "4" && IsPurpose(index) ? ReadPurpose(index) : NoteUnknown(index);
        if (IsNewNoun(index)) ContinueClause();
        if (facet is not null && facet.End - index >= filler.Length && !(facet.Slot == Slot.PurposeWord && token(index) is "for")) return Add(facet);
        if (filler.Length > 0 && !(filler.Length == 1 && tokens[index].Lower == "for" && IsPurpose(index)) && !IsTurning(index, filler.Length)) return index + filler.Length;
        if (tokens[index].Lower == "first" && index > 0 && (IsEndAt(index + 1) || tokens[index + 1].Text == "(")) return index + 1;
        if (tokens[index].Lower is "for" or "to" or "before") return ReadPurpose(index);
        return NoteUnknown(index);

        string token(int at) => tokens[at].Lower;
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
        var isPlace = index == verbEnd || (index > 0 && (tokens[index - 1].Text is "," or "(" or ":" or "and" or "plus" or "&" || tokens[index - 1].Shape == Shape.Stop));
        if (!isPlace
            || (said.Items.Count < 2 && !(isListing && tokens[index - 1].Shape == Shape.Stop) && !(current.Facets.Count > 0 && (tokens[index - 1].Text != ":" || current.Verb == "create") && (said.Text.AsSpan().ContainsAnyInRange('0', '9') ? shapes.Read("scsihw", tokens, index) is null : IsLikeNamed(said.Text)))))
        {
            return null;
        }

        return new(Slot.Names, "bare", new Dictionary<string, Said>(StringComparer.Ordinal) { ["x"] = said }, index, index + length, source[tokens[index].Start..tokens[index + length - 1].End]);
    }

    /// <summary>"dns-a … and dns-b": a name that begins as one before it.</summary>
    private bool IsLikeNamed(string name)
    {
        var stem = name[..(name.LastIndexOf('-') + 1)];
        return stem.Length > 1
            && (current.Subject?.StartsWith(stem, StringComparison.OrdinalIgnoreCase) == true || tokens.Any(t => t.Shape == Shape.Word && t.Text.Length == name.Length && !t.Text.Equals(name, StringComparison.OrdinalIgnoreCase) && t.Text.StartsWith(stem, StringComparison.OrdinalIgnoreCase)));
    }

    private string Lead(int index)
    {
        for (index--; index >= 0 && lexicon.IsIn("the", tokens[index].Lower); index--)
        {
        }

        return index < 0 ? "" : tokens[index].Lower;
    }

    private bool IsTurning(int index, int length) => lexicon.Find("turning", tokens, index).Length > length;

    private Facet Flag(string name, int index, int length) =>
        new(Slot.Flag, "", new Dictionary<string, Said>(StringComparer.Ordinal) { ["f"] = new(name) }, index, index + length, source[tokens[index].Start..tokens[index + length - 1].End]);

    private Facet? Longest(int index)
    {
        var facet = rules.Read(source, tokens, index, shapes);
        var pointed = guests.Read(index);
        if (facet is { Slot: Slot.Content } && tokens[index].Lower == "for" && index + 1 < tokens.Count && guests.Read(index + 1)?.End > facet.End) facet = null;
        if (facet is { Slot: Slot.System } && facet.End < tokens.Count && lexicon.Find("object", tokens, facet.End).Value is "iso" or "template" or "image") return facet;
        if (pointed is null || (current.Verb == "install" && facet is { Slot: Slot.Software } && (index == verbEnd || tokens[index - 1].Lower is "," or "and"))) return facet;
        return facet is null || pointed.End >= facet.End ? pointed : facet;
    }

    /// <summary>"… and an Ubuntu container": the verb goes on to the next thing.</summary>
    private bool IsNewNoun(int index)
    {
        if (!isAfterAnd || current.Verb is not ("create" or "add") || current.Facets.Count == 0) return false;
        var isOfGuest = current.Facets.Exists(f => f is { Slot: Slot.Object } && f["o"] is "vm" or "ct" or "clone") || current.Facets.Exists(f => f.Slot is Slot.System or Slot.Source);
        isOfGuest |= tokens[index].Lower is "user" or "group" or "role" or "token" && current.Facets.Exists(f => f.Guests is not null);
        if (isOfGuest && lexicon.Find("newnoun", tokens, index).Length > 0) return false;
        for (var at = index; at < tokens.Count && at - index < 5; at++)
        {
            if (lexicon.Find("newnoun", tokens, at).Length > 0) return current.Facets.Exists(f => (f.Slot is Slot.Object && f["o"] is "vm" or "ct" or "pool" or "group" or "user" or "role" or "token" or "alias" or "secgroup" or "ipset" or "zone" or "vnet") || f.Slot is Slot.Zone or Slot.Vnet or Slot.Pool or Slot.Group or Slot.Account or Slot.Alias or Slot.SecGroup or Slot.IpSet || f.Guests is not null);
            if (!lexicon.IsIn("the", tokens[at].Lower)
                && tokens[at].Lower is not ("new" or "another" or "resource" or "firewall")
                && lexicon.Find("count", tokens, at).Length == 0
                && lexicon.Find("system", tokens, at).Length == 0
                && tokens[at].Shape != Shape.Number)
            {
                return false;
            }
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
        if (facet is { Guests.Mentions.Count: > 0 } && tokens[facet.First - (facet.First > 0 ? 1 : 0)].Text == ":") current.Facets.RemoveAll(f => f.Guests is { IsAll: true });
        current.Facets.Add(Likewise(facet with { Lead = Lead(facet.First) }));
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
        isListing |= tokens[index - 1].Text == ":" || (current.Facets.Count > 0 && index + 1 < tokens.Count && tokens[index + 1].Text is "-" or "–" or "*" or "•");
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
