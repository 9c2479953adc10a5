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

    /// <summary>The folder of the declaration that this is an edit of; null for a new one.</summary>
    public string? Folder { get; set; }

    /// <summary>The revision that is edited; 0 for a new declaration.</summary>
    public int BasedOn { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }
}
