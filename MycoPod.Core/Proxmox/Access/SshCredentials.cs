namespace MycoPod.Core.Proxmox.Access;

/// <summary>How to log in to the nodes themselves.</summary>
/// <param name="PrivateKey">In OpenSSH's or PEM format, without a passphrase.</param>
/// <param name="HostKeys">By node: the host key's fingerprint, as in <c>SHA256:…</c>. A node that is not here is not logged in to.</param>
public sealed record SshCredentials(string User, string PrivateKey, IReadOnlyDictionary<string, string> HostKeys)
{
    /// <summary>Never the key.</summary>
    public override string ToString() => $"{User} on {string.Join(", ", HostKeys.Keys)}";
}
