using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MycoPod.Core.Certificates;

namespace MycoPod.Core.Repository;

/// <summary>Which certificate of the declarations repository's server is believed: one pinned, one with a pinned key, those of one authority, or those the system believes. Never any.</summary>
public sealed class RepositoryTrust
{
    /// <summary>What the system believes.</summary>
    public static readonly RepositoryTrust System = new(fingerprint: null, authorities: null);

    private readonly byte[]? fingerprint;
    private readonly X509Certificate2Collection? authorities;
    private readonly KeyPin? pin;

    private RepositoryTrust(byte[]? fingerprint, X509Certificate2Collection? authorities, KeyPin? pin = null) =>
        (this.fingerprint, this.authorities, this.pin) = (fingerprint, authorities, pin);

    /// <summary>Any certificate with that key.</summary>
    public static RepositoryTrust OfKey(KeyPin pin) => new(fingerprint: null, authorities: null, pin);

    /// <param name="tlsFingerprint">SHA-256 of the one certificate that is believed, hexadecimal with or without colons; or null.</param>
    /// <param name="caFile">Path of a PEM file with the authority that must have signed it; or null.</param>
    /// <exception cref="FormatException">One of them cannot be used, or both are given; the text says which and what is expected.</exception>
    public static RepositoryTrust Read(string? tlsFingerprint, string? caFile)
    {
        if (tlsFingerprint is not null && caFile is not null) throw new FormatException("Give repository.tlsFingerprint or repository.caFile, not both.");
        if (tlsFingerprint is not null) return new(ReadFingerprint(tlsFingerprint), authorities: null);
        return caFile is null ? System : new(fingerprint: null, ReadAuthorities(caFile));
    }

    /// <param name="isValid">What the system says of it.</param>
    public bool Believes(X509Certificate certificate, bool isValid, string host)
    {
        if (fingerprint is not null) return CryptographicOperations.FixedTimeEquals(certificate.GetCertHash(HashAlgorithmName.SHA256), fingerprint);
        if (authorities is null && pin is null) return isValid;
        using var leaf = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        if (authorities is null) return pin?.Holds(leaf) == true;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return leaf.MatchesHostname(host) && chain.Build(leaf);
    }

    private static byte[] ReadFingerprint(string text)
    {
        try
        {
            var bytes = Convert.FromHexString(text.Replace(":", "", StringComparison.Ordinal));
            if (bytes.Length == SHA256.HashSizeInBytes) return bytes;
        }
        catch (FormatException)
        {
            // Said below.
        }

        throw new FormatException("repository.tlsFingerprint is no SHA-256 fingerprint: 64 hexadecimal digits are expected, with or without colons.");
    }

    private static X509Certificate2Collection ReadAuthorities(string path)
    {
        var read = new X509Certificate2Collection();
        try
        {
            read.ImportFromPemFile(path);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"repository.caFile cannot be read: {e.Message}", e);
        }

        return read.Count > 0 ? read : throw new FormatException("repository.caFile holds no certificate in PEM.");
    }
}
