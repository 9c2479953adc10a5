using System.Security.Cryptography;

namespace MycoPod.Core.Link;

/// <summary>
/// Seals bytes so that only the holder of one private key opens them: an ephemeral ECDH P-256 key agreement, HKDF-SHA-256, and
/// AES-256-GCM. The context is authenticated: a box made for one purpose opens for no other.
/// </summary>
/// <remarks>Layout: length of the ephemeral public key (2 bytes, big-endian), the key (SubjectPublicKeyInfo, DER), tag (16), ciphertext. The
/// key of a box is used once, so the nonce is constant.</remarks>
public static class SealedBox
{
    private const int TagLength = 16;
    private const int KeyLength = 32;
    private static readonly byte[] Nonce = new byte[12];

    /// <param name="publicKey">The receiver's public key, SubjectPublicKeyInfo in PEM.</param>
    /// <param name="context">What the content is for.</param>
    /// <exception cref="CryptographicException">The key cannot be used.</exception>
    public static byte[] Seal(string publicKey, ReadOnlySpan<byte> content, ReadOnlySpan<byte> context)
    {
        using var receiver = ECDiffieHellman.Create();
        receiver.ImportFromPem(publicKey);
        using var ephemeral = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var ephemeralKey = ephemeral.ExportSubjectPublicKeyInfo();
        var box = new byte[2 + ephemeralKey.Length + TagLength + content.Length];
        box[0] = (byte)(ephemeralKey.Length >> 8);
        box[1] = (byte)ephemeralKey.Length;
        ephemeralKey.CopyTo(box, 2);
        var rest = box.AsSpan(2 + ephemeralKey.Length);
        using var cipher = new AesGcm(DeriveKey(ephemeral, receiver.PublicKey, ephemeralKey), TagLength);
        cipher.Encrypt(Nonce, content, rest[TagLength..], rest[..TagLength], context);
        return box;
    }

    /// <exception cref="CryptographicException">It was made for another key or purpose, or was changed.</exception>
    public static byte[] Open(ECDiffieHellman key, ReadOnlySpan<byte> box, ReadOnlySpan<byte> context)
    {
        var keyLength = box.Length < 2 ? 0 : (box[0] << 8) | box[1];
        if (keyLength == 0 || box.Length < 2 + keyLength + TagLength) throw new CryptographicException("The box is too short.");
        var ephemeralKey = box.Slice(2, keyLength).ToArray();
        using var ephemeral = ECDiffieHellman.Create();
        ephemeral.ImportSubjectPublicKeyInfo(ephemeralKey, out _);
        var rest = box[(2 + keyLength)..];
        var content = new byte[rest.Length - TagLength];
        using var cipher = new AesGcm(DeriveKey(key, ephemeral.PublicKey, ephemeralKey), TagLength);
        cipher.Decrypt(Nonce, rest[TagLength..], rest[..TagLength], content, context);
        return content;
    }

    private static byte[] DeriveKey(ECDiffieHellman own, ECDiffieHellmanPublicKey other, byte[] ephemeralKey) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, own.DeriveRawSecretAgreement(other), KeyLength, ephemeralKey, "mycopod-sealed-box-1"u8.ToArray());
}
