using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MycoPod.Core.Configuration;

namespace MycoPod.Web.Configuration;

/// <summary>The certificate that Web shows, and its key: two PEM files. Certificates of authorities may follow Web's own in the first.</summary>
internal sealed record TlsSettings(string CertificateFile, string KeyFile)
{
    private const string CertificateKey = "tls.certificateFile";
    private const string KeyKey = "tls.keyFile";

    /// <summary>Reads the part <c>tls</c> and adds what is wrong with it, or with the files, to <paramref name="problems"/>.</summary>
    /// <param name="isNeeded">Whether Web listens on an https address.</param>
    public static TlsSettings? Read(SettingsDocument.TlsPart? part, bool isNeeded, ConfigurationProblems problems, DateTimeOffset now)
    {
        if (part is null)
        {
            if (isNeeded) problems.Add("tls", null, "certificateFile and keyFile, because urls holds an https address");
            return null;
        }

        var before = problems.Found.Count;
        CheckPath(CertificateKey, part.CertificateFile, problems);
        CheckPath(KeyKey, part.KeyFile, problems);
        if (problems.Found.Count > before) return null;
        var settings = new TlsSettings(part.CertificateFile ?? "", part.KeyFile ?? "");
        settings.ReadCertificate(problems, now)?.TargetCertificate.Dispose();
        return settings;
    }

    /// <summary>Reads both files as they are now.</summary>
    /// <returns>Null, and why in <paramref name="problems"/>, where they cannot be used.</returns>
    public SslStreamCertificateContext? ReadCertificate(ConfigurationProblems problems, DateTimeOffset now)
    {
        var certificates = ReadCertificates(problems);
        using var key = ReadKey(problems);
        if (certificates is null || key is null) return null;
        var own = certificates[0];
        if (EndOf(own) is var end && end <= now)
        {
            problems.Add($"{CertificateKey}: the certificate in {CertificateFile} expired at {end:yyyy-MM-dd HH:mm} UTC. Expected: one that is valid now.");
            return null;
        }

        if (!own.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.ExportSubjectPublicKeyInfo()))
        {
            problems.Add($"{KeyKey}: the key in {KeyFile} does not belong to the certificate in {CertificateFile}. Expected: the two that were made together.");
            return null;
        }

        certificates.RemoveAt(0);
        return SslStreamCertificateContext.Create(key is RSA rsa ? own.CopyWithPrivateKey(rsa) : own.CopyWithPrivateKey((ECDsa)key), certificates, offline: true);
    }

    /// <summary>When it expires.</summary>
    public static DateTimeOffset EndOf(X509Certificate2 certificate) => new(certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero);

    private static void CheckPath(string key, string? value, ConfigurationProblems problems)
    {
        if (value is null || !Path.IsPathFullyQualified(value)) problems.Add(key, value, $"the full path of a PEM file, as in /etc/mycopod/tls/{(key == KeyKey ? "key" : "certificate")}.pem");
    }

    private X509Certificate2Collection? ReadCertificates(ConfigurationProblems problems)
    {
        var read = new X509Certificate2Collection();
        try
        {
            read.ImportFromPem(File.ReadAllText(CertificateFile));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            problems.Add($"{CertificateKey}: {CertificateFile} cannot be read: {e.Message} Expected: a certificate in PEM that this process may read.");
            return null;
        }

        if (read.Count > 0) return read;
        problems.Add($"{CertificateKey}: {CertificateFile} holds no certificate. Expected: one in PEM, then those of its authorities, if any.");
        return null;
    }

    /// <summary>What went wrong is never quoted: it may hold a part of the key.</summary>
    private AsymmetricAlgorithm? ReadKey(ConfigurationProblems problems)
    {
        string pem;
        try
        {
            pem = File.ReadAllText(KeyFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{KeyKey}: {KeyFile} cannot be read: {e.Message} Expected: a private key in PEM that this process may read.");
            return null;
        }

        foreach (var create in (Func<AsymmetricAlgorithm>[])[() => ECDsa.Create(), () => RSA.Create()])
        {
            var key = create();
            try
            {
                key.ImportFromPem(pem);

                // A public key can be imported as well; it has nothing to give out.
                CryptographicOperations.ZeroMemory(key.ExportPkcs8PrivateKey());
                return key;
            }
            catch (Exception e) when (e is ArgumentException or CryptographicException)
            {
                key.Dispose();
            }
        }

        problems.Add($"{KeyKey}: {KeyFile} holds no private key that can be used. Expected: an EC or RSA key in PEM, without a passphrase.");
        return null;
    }
}
