using MycoPod.Reconciler.Planning.BuiltIn.Intents;
using MycoPod.Reconciler.Planning.BuiltIn.Reading;

namespace MycoPod.Reconciler.Planning.BuiltIn.Clauses;

/// <summary>Reads "two Debian containers named web-1 and web-2 with 2 cores each", and what later sentences add to it.</summary>
/// <param name="isFirst">Whether no other containers were asked for before: then it is clear who "they" are.</param>
internal sealed class CreateClause(CreateIntent intent, bool isFirst, IReadOnlyList<IPropertyReader> readers, Findings findings) : IClause
{
    private readonly NounPhrase nouns = new(intent, findings);
    private readonly NameList lists = new(findings);

    private ContainerRequest? everyNounBefore;

    private ContainerRequest Request => intent.Last;

    /// <summary>Set once another clause stood between: then no new containers come from bare words.</summary>
    public bool IsResumed { get; set; }

    public bool TryRead(Cursor cursor) =>
        TryLabelledNames(cursor)
        || TryProperty(cursor)
        || (!IsResumed && nouns.TryRead(cursor))
        || TryScope(cursor)
        || TryFeature(cursor)
        || TryBareNames(cursor);

    private bool TryProperty(Cursor cursor)
    {
        foreach (var reader in readers)
        {
            if (NounPhrase.IsCount(cursor)) return false;
            if (!reader.TryRead(cursor, out var stated)) continue;
            if (stated is not null) Add(stated);
            return true;
        }

        return false;
    }

    private void Add(Stated stated)
    {
        var properties = Request.Scope?.Own ?? (everyNounBefore == Request ? Request.Common : Request.Shared);
        if (properties.Add(stated) is { } other)
            findings.Problem($"{Findings.Quote(other.Text)} and {Findings.Quote(stated.Text)} contradict each other.");
    }

    private bool TryLabelledNames(Cursor cursor)
    {
        var start = cursor.Position;
        if (cursor.Current is { Kind: TermKind.Number, Number: 1 } && cursor.Peek(1).Kind == TermKind.Named) cursor.Take();
        if (cursor.Current.Kind == TermKind.Named)
        {
            cursor.Take();
            cursor.Skip(TermKind.Pronoun, TermKind.Colon, TermKind.To, TermKind.With, TermKind.Line, TermKind.Each, TermKind.Of);
            var names = IsResumed ? [] : lists.Read(cursor, NameList.CanBeLabelled, Request.Knows);
            if (names.Count > 0) return Mention(names);
        }

        cursor.Position = start;
        return false;
    }

    /// <summary>Names without "named": right after the noun or a separator, and unmistakable; or names said before.</summary>
    private bool TryBareNames(Cursor cursor)
    {
        var previous = cursor.Previous;
        if (!cursor.Current.IsName || !Request.NounSeen) return false;
        if (Request.Knows(cursor.Current.Text)) return Mention(lists.Read(cursor, _ => true, Request.Knows));

        if (IsResumed || !Request.TakesMoreNames || !(previous.IsBoundary || previous.Kind is TermKind.Noun)) return false;
        var names = lists.Read(cursor, t => t.IsStrongName, Request.Knows);
        return names.Count > 0 && Mention(names);
    }

    private bool Mention(IReadOnlyList<string> names)
    {
        if (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() < names.Count) findings.Problem($"A name stands twice in {Findings.Quote(string.Join(", ", names.Take(ContainerRequest.Most)))}.");
        Request.Mention(names);
        return true;
    }

    /// <summary>"each", "both", "they": after a property it looks back, else ahead.</summary>
    private bool TryScope(Cursor cursor)
    {
        var term = cursor.Current;
        var back = term.Kind == TermKind.Noun && Request.NounSeen && cursor.Previous is { Kind: TermKind.Filler or TermKind.Each or TermKind.All };
        if (!back && term.Kind is not (TermKind.Pronoun or TermKind.Each or TermKind.All)) return false;
        var looksBack = term.Kind == TermKind.Each && !cursor.Previous.IsBoundary && cursor.Previous.Kind is not (TermKind.With or TermKind.Named or TermKind.Verb);
        var everyNoun = intent.Requests.Count > 1 && Request.Number == 1;
        if (!Request.NounSeen || (looksBack ? everyNoun : !IsClear(term))) return false;
        cursor.Take();
        if (looksBack) Request.ShareWithEach();
        else LookAhead(everyNoun && term.Value != "one" && !back);
        return true;
    }

    /// <summary>Of several nouns "all" means every one only where the last is a single container; else two readings are left.</summary>
    private bool IsClear(Term term)
    {
        if (term.Value is "one" or "ct") return true;
        if (!isFirst || (intent.Requests.Count > 1 && Request.Number != 1)) return false;
        return intent.Number is null || (term.Value == "two" ? intent.Number == 2 : intent.Number > 1 || term.Kind == TermKind.Each);
    }

    private void LookAhead(bool everyNoun)
    {
        Request.Scope = null;
        everyNounBefore = everyNoun ? Request : null;
    }

    private static bool TryFeature(Cursor cursor)
    {
        if (cursor.Current.Kind is TermKind.Feature || (cursor.Current.Kind is TermKind.Disk && cursor.Peek(1).Kind is TermKind.On))
        {
            cursor.Take();
            return true;
        }

        return false;
    }
}
