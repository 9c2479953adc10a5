namespace MycoPod.Core.Proxmox.Access;

/// <summary>How to log in to the nodes themselves.</summary>
/// <param name="PrivateKey">In OpenSSH's or PEM format, without a passphrase.</param>
/// <param name="HostKeys">By node: the host key's fingerprint, as in <c>SHA256:…</c>. A node that is not here is not logged in to.</param>
public sealed record SshCredentials(string User, string PrivateKey, IReadOnlyDictionary<string, string> HostKeys)
{
    /// <summary>By node: where it is reached, as in <c>192.168.1.11</c> or <c>192.168.1.11:2222</c>. Others are reached at the address that the cluster knows, on port 22.</summary>
    public IReadOnlyDictionary<string, string> Addresses { get; init; } = new Dictionary<string, string>();

    /// <summary>Never the key.</summary>
    public override string ToString() => $"{User} on {string.Join(", ", HostKeys.Keys)}";
}
