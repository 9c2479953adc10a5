namespace MycoPod.Web.Audit;

/// <summary>One line of the audit log. Lines are only ever added: Web's database role cannot change them.</summary>
internal sealed class AuditEntry
{
    public long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required AuditKind Kind { get; init; }

    /// <summary>The user name, as typed where nobody signed in.</summary>
    public required string Actor { get; init; }

    public required string Detail { get; init; }
}
