namespace MycoPod.Web.Audit;

/// <summary>What happened, before the log says when.</summary>
internal sealed record AuditLine(AuditKind Kind, string Actor, string Detail)
{
    /// <summary>What or whom it was done to, in a few words.</summary>
    public string? About { get; init; }

    /// <summary>Path of the page about it.</summary>
    public string? Link { get; init; }

    /// <summary>Where it came from; where it is not given, the address of the request at hand.</summary>
    public string? Address { get; init; }
}
