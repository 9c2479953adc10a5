using System.Text.Json;
using MycoPod.Core.Json;

namespace MycoPod.Core.Approvals;

/// <summary>The content of <c>approval.json</c>.</summary>
/// <param name="Signature">ECDSA P-256 with SHA-256 over the payload's RFC 8785 bytes; r and s (IEEE P1363), base64.</param>
public sealed record Approval(ApprovalPayload Payload, string Signature)
{
    public byte[] ToBytes() => StrictJson.Write(this);

    /// <exception cref="JsonException">Not canonical, or with unknown, doubled or missing keys.</exception>
    public static Approval FromBytes(ReadOnlySpan<byte> bytes) => StrictJson.Read<Approval>(bytes);
}
