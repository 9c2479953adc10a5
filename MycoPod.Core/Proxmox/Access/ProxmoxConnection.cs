using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using MycoPod.Core.Proxmox.Exchanges;

namespace MycoPod.Core.Proxmox.Access;

/// <summary>HTTP to one cluster: addresses, authorization, pinned TLS, and the recording of every exchange.</summary>
public sealed class ProxmoxConnection : IDisposable
{
    /// <summary>A node answers within this, or its proxy gives up after 30 s with 596 (facts: HTTP).</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly HttpClient reading;
    private readonly HttpClient changing;

    public ProxmoxConnection(ProxmoxCredentials credentials, TimeProvider time)
    {
        User = credentials.TokenId;
        var mask = new SecretMask([credentials.TokenSecret]);

        // The server closes idle connections after 5 s; closing first avoids the race.
        reading = Open(credentials, mask, time, reuse: TimeSpan.FromSeconds(4));

        // A reused connection that breaks makes the handler send again by itself. A change must never be sent twice, so each gets a connection of its own.
        changing = Open(credentials, mask, time, reuse: TimeSpan.Zero);
    }

    /// <summary>User and token, as tasks name them.</summary>
    public string User { get; }

    internal HttpClient For(string method) => method == "GET" ? reading : changing;

    private static HttpClient Open(ProxmoxCredentials credentials, SecretMask mask, TimeProvider time, TimeSpan reuse)
    {
        var handler = new SocketsHttpHandler
        {
            PooledConnectionIdleTimeout = reuse,
            PooledConnectionLifetime = reuse == TimeSpan.Zero ? TimeSpan.Zero : System.Threading.Timeout.InfiniteTimeSpan,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            UseCookies = false,
            UseProxy = false,
            AllowAutoRedirect = false,
        };
        if (credentials.Fingerprint is { } fingerprint)
            handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                certificate is not null && CryptographicOperations.FixedTimeEquals(certificate.GetCertHash(HashAlgorithmName.SHA256), Convert.FromHexString(fingerprint));

        var client = new HttpClient(new ExchangeHandler(mask, time) { InnerHandler = handler })
        {
            BaseAddress = credentials.Endpoints[0],
            Timeout = Timeout,
            DefaultRequestVersion = HttpVersion.Version11,
        };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"PVEAPIToken={credentials.TokenId}={credentials.TokenSecret}");
        return client;
    }

    public void Dispose()
    {
        reading.Dispose();
        changing.Dispose();
    }
}
