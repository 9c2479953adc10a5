namespace MycoPod.Web.Audit;

/// <summary>One line of the audit log. Lines are only ever added: Web's database role cannot change them.</summary>
public sealed class AuditEntry
{
    public long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required AuditKind Kind { get; init; }

    /// <summary>The user name, as typed where nobody signed in.</summary>
    public required string Actor { get; init; }

    /// <summary>What or whom it was done to.</summary>
    public string? About { get; init; }

    public required string Detail { get; init; }

    /// <summary>Path of the page about it.</summary>
    public string? Link { get; init; }

    /// <summary>The network address it came from; none for what was done on the host itself.</summary>
    public string? Address { get; init; }
}
