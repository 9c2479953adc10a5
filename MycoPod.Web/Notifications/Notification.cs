namespace MycoPod.Web.Notifications;

/// <summary>One thing that one person is told, kept until they have seen it and after.</summary>
internal sealed class Notification
{
    public required Guid Id { get; init; }

    public required Guid RecipientId { get; init; }

    public required NotificationKind Kind { get; init; }

    /// <summary>What it is about; nobody is told of the same twice.</summary>
    public required string Topic { get; init; }

    public required string Text { get; init; }

    /// <summary>More words, such as the comment of a rejection.</summary>
    public string? Detail { get; init; }

    /// <summary>Path of the page that shows it.</summary>
    public required string Link { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ReadAt { get; init; }
}
