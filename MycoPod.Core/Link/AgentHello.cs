namespace MycoPod.Core.Link;

/// <summary>What the Agent says first.</summary>
/// <param name="ProtocolVersion"><see cref="LinkProtocol.Version"/> of the Agent.</param>
/// <param name="Version">The Agent's release.</param>
/// <param name="Host">Name of the machine it runs on.</param>
/// <param name="SealingKey">Public key (SubjectPublicKeyInfo, PEM) that credentials are sealed to; Web pins the first it sees.</param>
public sealed record AgentHello(int ProtocolVersion, Guid AgentId, string Version, string Host, string SealingKey);
