using MycoPod.Reconciler.Planning.BuiltIn.Reading;

namespace MycoPod.Reconciler.Planning.BuiltIn.Clauses;

/// <summary>Reads lists of names: "web-1, web-2 and web-3", "web-1 to web-3".</summary>
internal sealed class NameList(Findings findings)
{
    /// <summary>After "named": the first may be any word that is no part of the sentence's frame.</summary>
    public static bool CanBeLabelled(Term term) =>
        term.IsName || term.Kind is TermKind.System or TermKind.Release || (term.Kind == TermKind.Unsupported && !term.Text.Contains(' '));

    /// <summary>The list at the cursor. Empty, with nothing taken, where there is none.</summary>
    /// <param name="known">Names that may stand in the list whatever they look like.</param>
    public IReadOnlyList<string> Read(Cursor cursor, Func<Term, bool> first, Func<string, bool> known)
    {
        List<string> names = [];
        if (!first(cursor.Current)) return names;
        names.AddRange(ReadItem(cursor));
        for (var start = cursor.Position; ; start = cursor.Position)
        {
            var separated = cursor.Skip(TermKind.Comma, TermKind.And, TermKind.Line);
            if (!separated || !GoesOnWith(cursor, known))
            {
                cursor.Position = start;
                return names;
            }

            names.AddRange(ReadItem(cursor));
        }
    }

    private static bool GoesOnWith(Cursor cursor, Func<string, bool> known)
    {
        var term = cursor.Current;
        if (term.IsStrongName || known(term.Text)) return true;
        if (term.Kind == TermKind.Release && term.Text.Contains('-')) return true;
        var next = cursor.Peek(1);
        return term.IsPlainName && (next.IsBoundary || next.Kind is TermKind.With or TermKind.On or TermKind.Each or TermKind.To or TermKind.Verb);
    }

    private IReadOnlyList<string> ReadItem(Cursor cursor)
    {
        var term = cursor.Take();
        if (term.Kind == TermKind.Quoted) return [term.Text];
        if (cursor.Current.Kind is TermKind.To or TermKind.Through or TermKind.Dash && NameRange.CanEnd(cursor.Peek(1)) && term.Text.ContainsDigit())
        {
            cursor.Take();
            var last = cursor.Take();
            return Checked(NameRange.Between(term.Text, last.Text), $"{term.Text} to {last.Text}");
        }

        return Checked(NameRange.Of(term.Text), term.Text);
    }

    private IReadOnlyList<string> Checked(IReadOnlyList<string>? names, string text)
    {
        if (names is null) findings.Problem($"{Findings.Quote(text)} is no range of names; write it like web-1 to web-3.");
        return names ?? [text];
    }
}
