namespace MycoPod.Reconciler.Planning.BuiltIn.Reading;

/// <summary>Walks over the terms of a text.</summary>
internal sealed class Cursor(string source, IReadOnlyList<Term> terms)
{
    /// <summary>Bounds the work of looking ahead, whatever the text.</summary>
    private const int MostSkipped = 8;

    private static readonly Term End = new(TermKind.End, "", "", 0, 0);

    public int Position { get; set; }

    /// <summary>How often a term was looked at: the measure of the work that reading took.</summary>
    public int Looks { get; private set; }

    public Term Current => Peek(0);

    public Term Previous => Peek(-1);

    public bool IsAtEnd => Position >= terms.Count;

    public Term Peek(int offset)
    {
        Looks++;
        return Position + offset >= 0 && Position + offset < terms.Count ? terms[Position + offset] : End;
    }

    public Term Take()
    {
        var term = Current;
        Position++;
        return term;
    }

    /// <summary>Skips a few terms of these kinds; false where there is none.</summary>
    public bool Skip(params ReadOnlySpan<TermKind> kinds)
    {
        var start = Position;
        while (!IsAtEnd && Position - start < MostSkipped && kinds.Contains(Current.Kind)) Position++;
        return Position > start;
    }

    /// <summary>The text as written, from a term taken earlier up to the last one taken.</summary>
    public string Since(int position) => source[terms[position].Start..terms[Position - 1].End];

    /// <summary>The current term as written, with the preposition before it.</summary>
    public string CurrentWithPreposition() => Previous.Kind is TermKind.With or TermKind.On or TermKind.To
        ? source[Previous.Start..Current.End]
        : Current.Text;
}
