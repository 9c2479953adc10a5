namespace MycoPod.Reconciler.Shell;

/// <summary>Where a command goes over SSH.</summary>
/// <param name="Name">To people.</param>
/// <param name="Refuse">Why the host key with this fingerprint (<c>SHA256:…</c>) is refused, or null.</param>
internal sealed record SshTarget(string Name, string Host, int Port, string User, string PrivateKey, Func<string, string?> Refuse)
{
    private const int UsualPort = 22;

    /// <summary>Host and port of an address such as <c>192.168.1.11</c> or <c>192.168.1.11:2222</c>.</summary>
    public static (string Host, int Port) Split(string address) =>
        address.Split(':') is [var host, var port] ? (host, int.Parse(port)) : (address, UsualPort);

    /// <summary>Never the key.</summary>
    public override string ToString() => $"{User}@{Host}:{Port}";
}
