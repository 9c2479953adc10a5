using System.Security.Cryptography;

namespace MycoPod.Core.Approvals;

/// <summary>The key pair of approvals: ECDSA P-256.</summary>
public static class ApprovalKey
{
    public static ECDsa Create() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The public key as Web gives it to the Agent: SubjectPublicKeyInfo, PEM.</summary>
    public static string ExportPublic(ECDsa key) => key.ExportSubjectPublicKeyInfoPem();

    /// <exception cref="CryptographicException">Not a P-256 public key.</exception>
    public static ECDsa ImportPublic(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            var curve = key.ExportParameters(includePrivateParameters: false).Curve.Oid;
            if (curve.Value != ECCurve.NamedCurves.nistP256.Oid.Value) throw new CryptographicException("The approval key is not on the curve P-256.");
            return key;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new CryptographicException("The approval key cannot be read.", e);
        }
    }
}
