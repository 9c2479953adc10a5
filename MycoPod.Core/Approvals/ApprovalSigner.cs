using System.Security.Cryptography;
using MycoPod.Core.Json;

namespace MycoPod.Core.Approvals;

/// <summary>Signs approvals with Web's private key, which never leaves Web's host.</summary>
public sealed class ApprovalSigner(ECDsa key)
{
    public Approval Sign(ApprovalPayload payload) =>
        new(payload, Convert.ToBase64String(key.SignData(StrictJson.Write(payload), HashAlgorithmName.SHA256)));

    /// <summary>A fresh nonce: 128 random bits, hexadecimal.</summary>
    public static string NewNonce() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}
