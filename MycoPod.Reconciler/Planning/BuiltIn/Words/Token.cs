namespace MycoPod.Reconciler.Planning.BuiltIn.Words;

/// <summary>A piece of the text.</summary>
/// <param name="Text">As written, a quoted one without its quotes.</param>
/// <param name="Start">Where it stands, quotes included, up to <paramref name="End"/>.</param>
/// <param name="Number">Of numbers.</param>
internal sealed record Token(Shape Shape, string Text, int Start, int End, decimal Number = 0)
{
    /// <summary>As the lexicon writes it.</summary>
    public string Lower { get; } = Text.ToLowerInvariant().Replace('’', '\'');

    /// <summary>What a person may have given as a name.</summary>
    public bool MayBeName => Shape is Shape.Word or Shape.Quoted;
}
