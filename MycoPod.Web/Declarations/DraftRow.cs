namespace MycoPod.Web.Declarations;

/// <summary>A draft in a list.</summary>
public sealed record DraftRow(Guid Id, string Title, DateTimeOffset UpdatedAt);
