using MudBlazor;
using MycoPod.Web.Shell;

namespace MycoPod.Web.Notifications;

/// <summary>How kinds of notifications look.</summary>
internal static class NotificationLook
{
    public static string ToneOf(NotificationKind kind) => kind switch
    {
        NotificationKind.Submitted => "warn",
        NotificationKind.Rejected or NotificationKind.Failed or NotificationKind.CodesGuessed => "bad",
        NotificationKind.Withdrawn => "none",
        _ => "ok",
    };

    public static string ShapeOf(NotificationKind kind) => kind switch
    {
        NotificationKind.Submitted => Glyphs.Shield,
        NotificationKind.Rejected or NotificationKind.Failed => Glyphs.Cross,
        NotificationKind.CodesGuessed => Glyphs.Warning,
        NotificationKind.Withdrawn => Glyphs.Minus,
        _ => Glyphs.Check,
    };

    public static Severity SeverityOf(NotificationKind kind) => kind switch
    {
        NotificationKind.Submitted or NotificationKind.Withdrawn => Severity.Info,
        NotificationKind.Rejected or NotificationKind.Failed or NotificationKind.CodesGuessed => Severity.Error,
        _ => Severity.Success,
    };
}
