namespace MycoPod.Core.Declarations;

/// <summary>The front matter of <c>declaration.md</c>.</summary>
/// <param name="Revision">From 1; a resubmission has a higher one in the same folder.</param>
/// <param name="Author">User name.</param>
/// <param name="Created">When this revision was written; UTC, whole seconds.</param>
public sealed record DeclarationHeader(DeclarationId Id, int Revision, string Title, string Author, DeclarationStatus Status, DateTimeOffset Created);
