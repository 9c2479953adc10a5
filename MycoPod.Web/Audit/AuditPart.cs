namespace MycoPod.Web.Audit;

/// <summary>Some lines of the log, newest first.</summary>
/// <param name="HasOlder">Whether more follow.</param>
internal sealed record AuditPart(IReadOnlyList<AuditEntry> Entries, bool HasOlder)
{
    public static readonly AuditPart None = new([], HasOlder: false);
}
