using System.Security.Cryptography;
using System.Text;
using MycoPod.Core.Link;

namespace MycoPod.Reconciler.Credentials;

/// <summary>The key pair that uploaded credentials are sealed to. The private half never leaves the protected directory.</summary>
internal sealed class SealingKey(ProtectedDirectory directory)
{
    private const string FileName = "sealing-key.pem";

    /// <summary>The public half, SubjectPublicKeyInfo in PEM; the pair is made when it is first asked for.</summary>
    public string GetPublicKey()
    {
        using var key = Load();
        return key.ExportSubjectPublicKeyInfoPem();
    }

    /// <summary>Opens what was sealed to the public half for this purpose.</summary>
    /// <exception cref="CryptographicException">It was sealed to another key or purpose, or was changed.</exception>
    public byte[] Open(ReadOnlySpan<byte> box, ReadOnlySpan<byte> context)
    {
        using var key = Load();
        return SealedBox.Open(key, box, context);
    }

    private ECDiffieHellman Load()
    {
        var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        if (directory.Find(FileName) is { } pem) key.ImportFromPem(Encoding.UTF8.GetString(pem));
        else directory.Write(FileName, Encoding.UTF8.GetBytes(key.ExportPkcs8PrivateKeyPem()));
        return key;
    }
}
