namespace MycoPod.Web.Link;

/// <summary>An Agent that was paired with this Web.</summary>
internal sealed class PairedAgent
{
    public required Guid Id { get; init; }

    /// <summary>SHA-256 of its token; the token itself is only in the Agent's pairing file.</summary>
    public required byte[] TokenDigest { get; set; }

    /// <summary>The public key that credentials are sealed to: the first one it showed.</summary>
    public string? SealingKey { get; set; }

    public required DateTimeOffset PairedAt { get; set; }
}
