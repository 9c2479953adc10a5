using MycoPod.Core.Proxmox.Exchanges;

namespace MycoPod.Core.Proxmox.Access;

/// <summary>The Proxmox credentials file, which lives in the Agent's protected directory alone. Either token or user and password are given.</summary>
/// <param name="Endpoints">Base addresses of the nodes' API, as in <c>https://pve1:8006</c>; the first that can be reached is used.</param>
/// <param name="TokenId">As in <c>mycopod@pve!agent</c>.</param>
/// <param name="TlsFingerprint">SHA-256 of the server's leaf certificate, hexadecimal with or without colons.</param>
public sealed record ProxmoxCredentials(IReadOnlyList<Uri> Endpoints, string? TokenId = null, string? TokenSecret = null, string? TlsFingerprint = null)
{
    /// <summary>As in <c>mycopod@pve</c>.</summary>
    public string? Username { get; init; }

    public string? Password { get; init; }

    /// <summary>Certificates in PEM of the authority that signed the nodes', as <c>/etc/pve/pve-root-ca.pem</c>. Without it and a fingerprint the system's authorities decide.</summary>
    public string? Ca { get; init; }

    /// <summary>For what the API cannot do; null where MycoPod is to do without.</summary>
    public SshCredentials? Ssh { get; init; }

    /// <summary>Who the cluster takes the caller for.</summary>
    public string User => TokenId ?? Username ?? "";

    internal string? Fingerprint => TlsFingerprint?.Replace(":", "", StringComparison.Ordinal);

    /// <summary>What must never be stored or shown elsewhere.</summary>
    public IReadOnlyList<string> Secrets => [.. new[] { TokenSecret, Password }.OfType<string>(), .. Ssh is null ? [] : SecretMask.LinesOf(Ssh.PrivateKey)];

    /// <summary>Reads a credentials file.</summary>
    /// <exception cref="FormatException">Everything that is wrong with it, one by one, without its secrets.</exception>
    public static ProxmoxCredentials Read(ReadOnlyMemory<byte> json) => new CredentialsReader().Read(json);

    /// <summary>Never the secret.</summary>
    public override string ToString() => $"{User} at {string.Join(", ", Endpoints)}";
}
