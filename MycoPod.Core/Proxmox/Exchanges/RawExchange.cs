namespace MycoPod.Core.Proxmox.Exchanges;

/// <summary>One request and its answer, secrets masked, authorization left out.</summary>
/// <param name="Node">The node in the path, or the host that was asked.</param>
/// <param name="Path">With query, below the host.</param>
/// <param name="RequestBody">One <c>name=value</c> a line.</param>
/// <param name="StatusCode">Null where no answer came; <paramref name="Failure"/> then says why.</param>
public sealed record RawExchange(
    string Node,
    string Method,
    string Path,
    string RequestBody,
    int? StatusCode,
    string? Reason,
    string? ResponseBody,
    string? Failure,
    DateTimeOffset StartedAt,
    TimeSpan Duration);
