namespace MycoPod.Core.Proxmox.Exchanges;

/// <summary>One request and its answer, or one command over SSH and its output. Secrets are masked, authorization is left out.</summary>
/// <param name="Node">The node in the path, or the host that was asked.</param>
/// <param name="Method">Of HTTP, or <see cref="Ssh"/>.</param>
/// <param name="Path">With query, below the host; where a command ran.</param>
/// <param name="RequestBody">One <c>name=value</c> a line; a command.</param>
/// <param name="StatusCode">Of HTTP; of a command its exit status. Null where no answer came; <paramref name="Failure"/> then says why.</param>
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
    TimeSpan Duration)
{
    /// <summary>The method of commands.</summary>
    public const string Ssh = "SSH";
}
