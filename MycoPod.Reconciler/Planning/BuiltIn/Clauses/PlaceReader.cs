using MycoPod.Reconciler.Planning.BuiltIn.Intents;
using MycoPod.Reconciler.Planning.BuiltIn.Reading;

namespace MycoPod.Reconciler.Planning.BuiltIn.Clauses;

/// <summary>"on pve2", "on node pve2", "storage: local-lvm", "on the pve2 node", "using vmbr1".</summary>
internal sealed class PlaceReader(Places places, Findings findings) : IPropertyReader
{
    public bool TryRead(Cursor cursor, out Stated? stated)
    {
        stated = null;
        var start = cursor.Position;
        var leads = cursor.Current.Kind is TermKind.On or TermKind.With or TermKind.To;
        var surely = cursor.Current.Kind is TermKind.On;
        if (leads) cursor.Take();
        leads |= cursor.Previous is { Kind: TermKind.Verb, Value: "configure" };
        cursor.Skip(TermKind.Filler);
        var property = KindOf(cursor.Current);
        if (property is not null) cursor.Take();
        if (property is not null) cursor.Skip(TermKind.Colon, TermKind.To, TermKind.Named, TermKind.On);
        if (IsRead(cursor, property, leads, surely, out stated)) return true;
        cursor.Position = start;
        return false;
    }

    private bool IsRead(Cursor cursor, Property? property, bool leads, bool surely, out Stated? stated)
    {
        stated = null;
        var term = cursor.Current;
        if (!IsPlaceName(term) || (property is null && !leads)) return false;
        var after = KindOf(cursor.Peek(1));
        property ??= after;
        var found = property is { } wanted ? Listed(places.Find(wanted, term.Text)) : places.Find(term.Text);
        if (found.Count == 0 && !surely && property is null) return false;
        cursor.Take();
        if (after is not null && after == property) cursor.Take();
        if (found.Count == 1) stated = found[0];
        else if (found.Count == 0) findings.Problem(places.Missing(property, term.Text));
        else findings.Problem($"{Findings.Quote(term.Text)} is the name of a {string.Join(" and a ", found.Select(f => f.Property.ToString().ToLowerInvariant()))}; write which, as in “node {term.Text}”.");
        return true;
    }

    private bool IsPlaceName(Term term) => term.IsName
        || (!term.IsBoundary && term.Kind is not (TermKind.Turning or TermKind.Number or TermKind.Article) && places.Find(term.Text).Count > 0);

    private static IReadOnlyList<Stated> Listed(Stated? stated) => stated is null ? [] : [stated];

    private static Property? KindOf(Term term) => term.Kind switch
    {
        TermKind.NodeWord => Property.Node,
        TermKind.StorageWord => Property.Storage,
        TermKind.BridgeWord => Property.Bridge,
        _ => null,
    };
}
