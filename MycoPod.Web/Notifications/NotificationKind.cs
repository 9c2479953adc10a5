namespace MycoPod.Web.Notifications;

/// <summary>What somebody is told of.</summary>
internal enum NotificationKind
{
    Submitted,
    Approved,
    Rejected,
    Withdrawn,
    Applied,
    Failed,

    /// <summary>Somebody knows the password and not the code.</summary>
    CodesGuessed,
}
