using System.Net.Security;
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
                certificate is not null && CryptographicOperations.FixedTimeEquals(certificate.GetCertHash(HashAlgorithmName.SHA256), expected);
        }
        else if (credentials.Ca is { } ca)
        {
            // Names and times are checked as ever; the cluster's authority publishes no list of what it took back.
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.AddRange(CredentialsReader.Certificates(ca));
            options.CertificateChainPolicy = policy;
        }
    }
}
