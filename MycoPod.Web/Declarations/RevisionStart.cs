namespace MycoPod.Web.Declarations;

/// <summary>The draft in which a declaration is edited, or why there is none.</summary>
/// <param name="IsNew">It was begun just now and holds the declaration's text.</param>
internal sealed record RevisionStart(Guid? DraftId, bool IsNew, string? Problem);
