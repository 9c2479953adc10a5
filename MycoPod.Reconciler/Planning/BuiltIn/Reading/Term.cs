namespace MycoPod.Reconciler.Planning.BuiltIn.Reading;

/// <summary>A word or phrase with its meaning.</summary>
/// <param name="Value">The meaning within its kind, as in <c>start</c> for a verb or <c>debian:12</c> for a release.</param>
/// <param name="Text">As written.</param>
/// <param name="Number">For numbers.</param>
internal sealed record Term(TermKind Kind, string Value, string Text, int Start, int End, decimal Number = 0)
{
    /// <summary>What may end a list or a phrase.</summary>
    public bool IsBoundary => Kind is TermKind.Comma or TermKind.Sentence or TermKind.Line or TermKind.Open or TermKind.Close or TermKind.Colon
        or TermKind.Dash or TermKind.End or TermKind.And;

    /// <summary>Quoted, or with a digit as in web-1: not likely anything but a name.</summary>
    public bool IsStrongName => Kind == TermKind.Quoted || (IsPlainName && Text.ContainsDigit());

    /// <summary>A word that could be a guest's name.</summary>
    public bool IsPlainName => Kind == TermKind.Word && Text.Length <= 63 && char.IsAsciiLetterOrDigit(Text[0])
        && Text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '[' or ']' or '{' or '}');

    public bool IsName => Kind == TermKind.Quoted || IsPlainName;
}
