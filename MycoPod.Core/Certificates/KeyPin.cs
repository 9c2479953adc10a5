using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MycoPod.Core.Certificates;

/// <summary>
/// The one key that a server's certificate may have: SHA-256 of its SubjectPublicKeyInfo. A certificate that is renewed with the same key keeps
/// it. Host name and times are not asked: who has the private key is who was meant.
/// </summary>
public sealed class KeyPin
{
    private readonly byte[] digest;

    private KeyPin(byte[] digest) => this.digest = digest;

    public static KeyPin Of(X509Certificate2 certificate) => new(DigestOf(certificate));

    /// <summary>Whether nobody but itself vouches for the certificate, so that no authority could.</summary>
    public static bool IsSelfSigned(X509Certificate2 certificate) => certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    /// <param name="text">64 hexadecimal digits, with or without colons.</param>
    /// <returns>Null where it is no pin.</returns>
    public static KeyPin? Find(string text)
    {
        try
        {
            var bytes = Convert.FromHexString(text.Replace(":", "", StringComparison.Ordinal));
            return bytes.Length == SHA256.HashSizeInBytes ? new(bytes) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    public bool Holds(X509Certificate2 certificate) => CryptographicOperations.FixedTimeEquals(digest, DigestOf(certificate));

    public override string ToString() => Convert.ToHexStringLower(digest);

    private static byte[] DigestOf(X509Certificate2 certificate) => SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo());
}
