using System.Security.Cryptography;
using MycoPod.Core.Json;

namespace MycoPod.Core.Approvals;

/// <summary>Signatures over RFC 8785 bytes: ECDSA P-256 with SHA-256, r and s (IEEE P1363), base64.</summary>
internal static class SignedJson
{
    public static string Sign<T>(ECDsa key, T payload) => Convert.ToBase64String(key.SignData(StrictJson.Write(payload), HashAlgorithmName.SHA256));

    public static bool Holds<T>(ECDsa key, T payload, string signature)
    {
        var bytes = new byte[64];
        return Convert.TryFromBase64String(signature, bytes, out var length)
            && length == bytes.Length
            && key.VerifyData(StrictJson.Write(payload), bytes, HashAlgorithmName.SHA256);
    }
}
