namespace MycoPod.Reconciler.Planning.BuiltIn.Reading;

/// <summary>A piece of the text. <see cref="Start"/> and <see cref="End"/> tell where it stands, quotes included.</summary>
internal sealed record Token(TokenKind Kind, string Text, int Start, int End);
