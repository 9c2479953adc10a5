using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MycoPod.Tests.Installation.Node;

/// <summary>The files of <c>/etc/pve</c> that say by which certificates nodes are known.</summary>
internal static class ClusterCertificates
{
    /// <summary>An authority of the cluster, and a certificate for each node with its name and address, as a real cluster has them.</summary>
    public static void Write(string folder, IReadOnlyList<(string Name, string Address)> nodes)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var authority = Authority(key, "Proxmox Virtual Environment");
        File.WriteAllText(Path.Combine(folder, "pve-root-ca.pem"), authority.ExportCertificatePem() + "\n");
        foreach (var (name, address) in nodes) Write(folder, name, address, "pve-ssl.pem", authority);
    }

    /// <summary>A certificate that a person put in the place of the cluster's: its authority is not known.</summary>
    public static void WriteOwn(string folder, string name, string address)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var authority = Authority(key, "Somebody else");
        Write(folder, name, address, "pveproxy-ssl.pem", authority);
    }

    private static void Write(string folder, string name, string address, string file, X509Certificate2 authority)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Parse(address));
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var leaf = request.Create(authority, new(authority.NotBefore), new(authority.NotAfter), RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "nodes", name)).FullName, file), leaf.ExportCertificatePem() + "\n");
    }

    private static X509Certificate2 Authority(ECDsa key, string name)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddMinutes(-5), now.AddDays(1));
    }
}
