namespace MycoPod.Web.Notifications;

/// <param name="Arrived">What is new; null where something was read.</param>
internal sealed record NotificationEvent(Guid RecipientId, Notification? Arrived);
