using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Auth;

/// <summary>The cluster's own authority and the leaf that it signed, made at the first start as a real installation makes them.</summary>
internal static class ServerCertificate
{
    private static readonly string[] Names = ["localhost", "pve1", "pve2", "pve3"];

    public static X509Certificate2 LoadOrMake(string directory, DateTimeOffset now)
    {
        var leaf = Path.Combine(directory, "pve-ssl.pem");
        var key = Path.Combine(directory, "pve-ssl.key");
        if (!File.Exists(leaf))
            Make(directory, leaf, key, now);
        return X509Certificate2.CreateFromPemFile(leaf, key);
    }

    /// <summary>AA:BB:… of the certificate's SHA-256, as the server's own pages show it.</summary>
    public static string Fingerprint(X509Certificate2 certificate) =>
        string.Join(':', SHA256.HashData(certificate.RawData).Select(part => $"{part:X2}"));

    private static void Make(string directory, string leafPath, string keyPath, DateTimeOffset now)
    {
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var authority = MakeAuthority(authorityKey, now);
        using var leafKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var serial = RandomNumberGenerator.GetBytes(8);
        using var leaf = LeafRequest(leafKey).Create(authority, now.AddMinutes(-5), now.AddYears(2), serial);

        PrivateFiles.Replace(Path.Combine(directory, "pve-root-ca.pem"), authority.ExportCertificatePem() + "\n");
        PrivateFiles.Replace(keyPath, leafKey.ExportPkcs8PrivateKeyPem() + "\n");
        PrivateFiles.Replace(leafPath, leaf.ExportCertificatePem() + "\n");
    }

    private static X509Certificate2 MakeAuthority(ECDsa key, DateTimeOffset now)
    {
        var request = new CertificateRequest("CN=Proxmox Virtual Environment, O=PVE Cluster Manager CA", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        return request.CreateSelfSigned(now.AddMinutes(-5), now.AddYears(10));
    }

    private static CertificateRequest LeafRequest(ECDsa key)
    {
        var request = new CertificateRequest("CN=pve1, O=Proxmox Virtual Environment", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        foreach (var name in Names)
            names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        return request;
    }
}
