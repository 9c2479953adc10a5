namespace MycoPod.Reconciler.Credentials;

/// <summary>How to log in to one node.</summary>
/// <param name="HostKey">The fingerprint that it must show, <c>SHA256:…</c>.</param>
/// <param name="Address">Where it is reached, with a port where that is not 22; null for where the cluster says.</param>
internal sealed record NodeLogin(string User, string PrivateKey, string HostKey, string? Address)
{
    /// <summary>Never the key.</summary>
    public override string ToString() => $"{User}, {HostKey}";
}
