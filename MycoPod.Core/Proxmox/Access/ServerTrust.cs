using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MycoPod.Core.Proxmox.Access;

/// <summary>Which server certificates are believed: one pinned, those of one authority, or those the system believes. Never any.</summary>
internal static class ServerTrust
{
    public static void Apply(ProxmoxCredentials credentials, SslClientAuthenticationOptions options)
    {
        if (credentials.Fingerprint is { } fingerprint)
        {
            var expected = Convert.FromHexString(fingerprint);
            options.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                certificate is not null && CryptographicOperations.FixedTimeEquals(certificate.GetCertHash(HashAlgorithmName.SHA256), expected)
                    ? true
                    : throw Refusal(certificate, "is not the one that the credentials pin");
            return;
        }

        options.RemoteCertificateValidationCallback = (_, certificate, _, errors) => errors == SslPolicyErrors.None ? true : throw Refusal(certificate, $"is not believed ({errors})");
        if (credentials.Ca is { } ca)
        {
            // Names and times are checked as ever; the cluster's authority publishes no list of what it took back.
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.AddRange(CredentialsReader.Certificates(ca));
            options.CertificateChainPolicy = policy;
        }
    }

    /// <summary>Says which certificate was shown, so that a person can compare it with the node's own and pin it.</summary>
    private static AuthenticationException Refusal(X509Certificate? certificate, string why) => new(certificate is null
        ? "The server shows no certificate."
        : $"The server's certificate {why}. Its SHA-256 fingerprint is {Colons(certificate.GetCertHash(HashAlgorithmName.SHA256))}: compare it with the one that the node shows under System, Certificates, before it is pinned.");

    private static string Colons(byte[] hash) => string.Join(':', hash.Select(b => b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture)));
}
