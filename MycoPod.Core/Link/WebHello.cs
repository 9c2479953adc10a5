namespace MycoPod.Core.Link;

/// <summary>Web's answer to <see cref="AgentHello"/>.</summary>
/// <param name="Refusal">Why the Agent may not connect, or null.</param>
/// <param name="ApprovalKey">Web's public approval key (SubjectPublicKeyInfo, PEM), which must be the one pinned at pairing.</param>
public sealed record WebHello(int ProtocolVersion, string? Refusal, string ApprovalKey);
