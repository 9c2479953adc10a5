using System.Security.Cryptography;

namespace MycoPod.Core.Approvals;

/// <summary>Signs approvals and orders with Web's private key, which never leaves Web's host.</summary>
public sealed class ApprovalSigner(ECDsa key)
{
    public Approval Sign(ApprovalPayload payload) => new(payload, SignedJson.Sign(key, payload));

    public Order Sign(OrderPayload payload) => new(payload, SignedJson.Sign(key, payload));

    /// <summary>A fresh nonce: 128 random bits, hexadecimal.</summary>
    public static string NewNonce() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}
