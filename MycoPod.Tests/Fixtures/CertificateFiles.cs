using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MycoPod.Web.Configuration;

namespace MycoPod.Tests.Fixtures;

/// <summary>The certificate and key of one server, as files in PEM: certificate.pem and key.pem.</summary>
internal sealed class CertificateFiles : IDisposable
{
    private static readonly X500DistinguishedName Name = new("CN=localhost");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mycopod-tls-");
    private ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public CertificateFiles() => Renew();

    public TlsSettings Settings => new(Certificate, Key);

    public string Certificate => Path.Combine(folder.FullName, "certificate.pem");

    public string Key => Path.Combine(folder.FullName, "key.pem");

    /// <summary>What lies in the file now.</summary>
    public X509Certificate2 Read() => X509CertificateLoader.LoadCertificateFromFile(Certificate);

    /// <summary>Writes another self-signed certificate for the same key.</summary>
    public void Renew(int days = 30)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = Request().CreateSelfSigned(now.AddDays(Math.Min(-1, days - 1)), now.AddDays(days));
        Write(certificate.ExportCertificatePem());
    }

    /// <summary>Makes another key, and a certificate for it.</summary>
    public void Replace()
    {
        key.Dispose();
        key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Renew();
    }

    /// <summary>Writes a certificate that an authority signed, whom a root vouches for, and the authority's behind it.</summary>
    /// <returns>The authority's.</returns>
    public X509Certificate2 SignByAuthority()
    {
        var now = TimeProvider.System.GetUtcNow();
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var root = AuthorityRequest("CN=A private root", rootKey).CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = AuthorityRequest("CN=A private authority", authorityKey).Create(root, now.AddDays(-1), now.AddDays(30), [1, 2, 3, 4]);
        using var signing = authority.CopyWithPrivateKey(authorityKey);
        using var signed = Request().Create(signing, now.AddDays(-1), now.AddDays(29), [5, 6, 7, 8]);
        Write($"{signed.ExportCertificatePem()}\n{authority.ExportCertificatePem()}");
        return authority;
    }

    public void Dispose()
    {
        key.Dispose();
        folder.Delete(recursive: true);
    }

    private static CertificateRequest AuthorityRequest(string name, ECDsa key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        return request;
    }

    private CertificateRequest Request()
    {
        var request = new CertificateRequest(Name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        return request;
    }

    private void Write(string certificates)
    {
        File.WriteAllText(Certificate, certificates);
        File.WriteAllText(Key, key.ExportPkcs8PrivateKeyPem());
    }
}
