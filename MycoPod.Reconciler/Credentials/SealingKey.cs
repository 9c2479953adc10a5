using System.Security.Cryptography;
using System.Text;

namespace MycoPod.Reconciler.Credentials;

/// <summary>The key pair that uploaded credentials are sealed to. The private half never leaves the protected directory.</summary>
internal sealed class SealingKey(ProtectedDirectory directory)
{
    private const string FileName = "sealing-key.pem";

    /// <summary>The public half, SubjectPublicKeyInfo in PEM; the pair is made when it is first asked for.</summary>
    public string GetPublicKey()
    {
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        if (directory.Find(FileName) is { } pem) key.ImportFromPem(Encoding.UTF8.GetString(pem));
        else directory.Write(FileName, Encoding.UTF8.GetBytes(key.ExportPkcs8PrivateKeyPem()));
        return key.ExportSubjectPublicKeyInfoPem();
    }
}
