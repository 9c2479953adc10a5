using System.Globalization;
using MycoPod.Reconciler.Planning.BuiltIn.Intents;
using MycoPod.Reconciler.Planning.BuiltIn.Reading;

namespace MycoPod.Reconciler.Planning.BuiltIn.Clauses;

/// <summary>"2 cores", "dual-core", "cores: 2".</summary>
internal sealed class CoresReader(Findings findings) : IPropertyReader
{
    public bool TryRead(Cursor cursor, out Stated? stated)
    {
        stated = null;
        var start = cursor.Position;
        if (Number(cursor) is not { } number)
        {
            cursor.Position = start;
            return false;
        }

        var text = cursor.Since(start);
        if (number != decimal.Truncate(number) || number < 1) findings.Problem($"{Findings.Quote(text)}: cores are counted in whole numbers from 1.");
        else stated = new(Property.Cores, decimal.Truncate(number).ToString("0", CultureInfo.InvariantCulture), text);
        return true;
    }

    private static decimal? Number(Cursor cursor)
    {
        var term = cursor.Take();
        switch (term.Kind)
        {
            case TermKind.FixedCores:
                cursor.Skip(TermKind.Cores);
                return decimal.Parse(term.Value, CultureInfo.InvariantCulture);
            case TermKind.Number or TermKind.Article when cursor.Current.Kind == TermKind.Cores:
                cursor.Take();
                return term.Number;
            case TermKind.Cores:
                cursor.Skip(TermKind.Colon, TermKind.Of, TermKind.To);
                return cursor.Current.Kind == TermKind.Number && cursor.Peek(1).Kind is not (TermKind.Unit or TermKind.Cores) ? cursor.Take().Number : null;
            default:
                return null;
        }
    }
}
