using MycoPod.Reconciler.Planning.BuiltIn.Intents;
using MycoPod.Reconciler.Planning.BuiltIn.Reading;

namespace MycoPod.Reconciler.Planning.BuiltIn.Clauses;

/// <summary>Reads the number and the noun of what is to be made: "three … containers", "another LXC".</summary>
internal sealed class NounPhrase(CreateIntent intent, Findings findings)
{
    private const int LongestPhrase = 12;

    public bool TryRead(Cursor cursor) => cursor.Current.Kind switch
    {
        TermKind.Number or TermKind.Article => TryCount(cursor),
        TermKind.Noun => TryNoun(cursor),
        _ => false,
    };

    /// <summary>Whether the number at the cursor counts containers, and is no "2 cores" or "2 GB".</summary>
    public static bool IsCount(Cursor cursor) =>
        cursor.Current.Kind is TermKind.Number or TermKind.Article
        && cursor.Peek(1).Kind is not (TermKind.Unit or TermKind.Cores or TermKind.Number)
        && LeadsToNoun(cursor);

    private bool TryCount(Cursor cursor)
    {
        if (!LeadsToNoun(cursor))
        {
            if (cursor.Current.Kind != TermKind.Article) return false;
            cursor.Take();
            return true;
        }

        if (intent.Last.NounSeen) intent.Open();
        var count = cursor.Take();
        if (intent.Last.Count is { } other) findings.Problem($"{Findings.Quote(other.Text)} and {Findings.Quote(count.Text)}: how many containers?");
        intent.Last.Count = count;
        return true;
    }

    /// <summary>Looks over adjectives, as in "two unprivileged 2-core Debian 12 containers".</summary>
    private static bool LeadsToNoun(Cursor cursor)
    {
        for (var offset = 1; offset < LongestPhrase; offset++)
        {
            switch (cursor.Peek(offset).Kind)
            {
                case TermKind.Noun:
                    return cursor.Peek(offset).Value is "ct" or "cts";
                case TermKind.Number or TermKind.Unit or TermKind.Of or TermKind.Cores or TermKind.FixedCores or TermKind.Memory or TermKind.Disk
                    or TermKind.System or TermKind.Release or TermKind.Feature or TermKind.Filler or TermKind.TemplateFile:
                    continue;
                default:
                    return false;
            }
        }

        return false;
    }

    private bool TryNoun(Cursor cursor)
    {
        var noun = cursor.Current;
        if (noun.Value is "vm" or "vms")
        {
            findings.Problem($"{Findings.Quote(noun.Text)}: creating VMs is not supported yet. {Findings.Coverage}");
            intent.Last.NounSeen = true;
            cursor.Take();
            return true;
        }

        if (noun.Value is not ("ct" or "cts") || intent.Last.NounSeen) return false;
        intent.Last.NounSeen = true;
        intent.Last.IsPlural = noun.Value == "cts";
        cursor.Take();
        return true;
    }
}
