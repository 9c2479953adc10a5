namespace MycoPod.Web.Data;

/// <summary>
/// The PostgreSQL notifications of the schema <c>web</c>, sent by triggers within the transaction that changes it, whichever process
/// that is: the commands of the host reach open pages by them. They say where to look, and nothing of what is there.
/// </summary>
internal static class WebNotifications
{
    public const string Channel = "mycopod_web";

    /// <summary>A line was added to the audit log.</summary>
    public const string Audit = "audit";

    /// <summary>A session was deleted.</summary>
    public const string Sessions = "sessions";
}
