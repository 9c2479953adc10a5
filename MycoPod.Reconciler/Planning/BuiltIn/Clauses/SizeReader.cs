using System.Globalization;
using MycoPod.Reconciler.Planning.BuiltIn.Intents;
using MycoPod.Reconciler.Planning.BuiltIn.Reading;

namespace MycoPod.Reconciler.Planning.BuiltIn.Clauses;

/// <summary>Memory and disk: "2 GB of memory", "RAM: 2048 MB", "half a gig of ram", "20G disk".</summary>
internal sealed class SizeReader(Findings findings) : IPropertyReader
{
    public bool TryRead(Cursor cursor, out Stated? stated)
    {
        stated = null;
        var start = cursor.Position;
        var what = Noun(cursor);
        if (what is not null) cursor.Skip(TermKind.Colon, TermKind.Of, TermKind.To, TermKind.With);
        if (Amount(cursor) is not { } mebibytes)
        {
            cursor.Position = start;
            return false;
        }

        var unit = cursor.Previous;
        if (what is null)
        {
            var end = cursor.Position;
            cursor.Skip(TermKind.Of);
            what = Noun(cursor);
            if (what is null) cursor.Position = end;
        }

        var text = cursor.Since(start);
        stated = State(what ?? Guess(unit, text), mebibytes, text);
        return true;
    }

    private static Property? Noun(Cursor cursor)
    {
        Property? what = cursor.Current.Kind switch
        {
            TermKind.Memory => Property.Memory,
            TermKind.Disk => Property.Disk,
            TermKind.StorageWord when cursor.Peek(1).Kind != TermKind.Word || cursor.Previous.Kind == TermKind.Unit => Property.Disk,
            _ => null,
        };
        if (what is not null) cursor.Take();
        return what;
    }

    private static decimal? Amount(Cursor cursor)
    {
        if (cursor.Current.Kind == TermKind.Article && cursor.Peek(1).Kind == TermKind.Number) cursor.Take();
        if (cursor.Current.Kind is not (TermKind.Number or TermKind.Article) || cursor.Peek(1).Kind != TermKind.Unit) return null;
        return cursor.Take().Number * decimal.Parse(cursor.Take().Value, CultureInfo.InvariantCulture);
    }

    /// <summary>Nobody gives a container a disk of some MB; GB alone could be either.</summary>
    private Property? Guess(Term unit, string text)
    {
        if (unit.Value == "1")
        {
            findings.Assume($"{Findings.Quote(text)} is read as memory.");
            return Property.Memory;
        }

        findings.Problem($"{Findings.Quote(text)}: memory or disk? Write for example “{text} of memory”.");
        return null;
    }

    private Stated? State(Property? what, decimal mebibytes, string text)
    {
        if (what is not { } property) return null;
        var value = property == Property.Disk ? mebibytes / 1024 : mebibytes;
        if (value == decimal.Truncate(value) && value is >= 1 and <= int.MaxValue)
            return new(property, value.ToString("0", CultureInfo.InvariantCulture), text);
        findings.Problem(property == Property.Disk
            ? $"{Findings.Quote(text)}: a disk is a whole number of GB, from 1."
            : $"{Findings.Quote(text)}: memory is a whole number of MB, from 16.");
        return null;
    }
}
