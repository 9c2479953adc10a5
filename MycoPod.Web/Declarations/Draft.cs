namespace MycoPod.Web.Declarations;

/// <summary>A text on its way to becoming a declaration, seen by its author only.</summary>
internal sealed class Draft
{
    /// <summary>The id that the declaration will have.</summary>
    public required Guid Id { get; init; }

    public required Guid AuthorId { get; init; }

    public required string Text { get; set; }

    /// <summary>The title where the author wrote one; otherwise it follows from the text.</summary>
    public string? Title { get; set; }

    public DraftPreview? Preview { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }
}
