namespace MycoPod.Reconciler.Planning.BuiltIn.Reading;

internal enum TokenKind
{
    Word,
    Quoted,
    Comma,
    Sentence,
    Line,
    Colon,
    Open,
    Close,
    Dash,
    And,
}
