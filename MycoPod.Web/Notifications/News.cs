namespace MycoPod.Web.Notifications;

/// <summary>Something to tell people of.</summary>
internal sealed record News(NotificationKind Kind, string Topic, string Text, string? Detail, string Link);
