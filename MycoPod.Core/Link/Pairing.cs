namespace MycoPod.Core.Link;

/// <summary>The file that pairs an Agent with a Web: made by <c>mycopod agent pair</c>, kept by the Agent with mode 0600.</summary>
/// <param name="WebUrl">Where the Agent dials, as in <c>https://mycopod.lan</c>.</param>
/// <param name="Token">The secret the Agent shows; Web keeps only its digest.</param>
/// <param name="ApprovalKey">Web's public approval key, pinned from here on.</param>
/// <param name="WebKeyPin">Of the one key that Web's certificate may have (<see cref="Certificates.KeyPin"/>); null where the system's authorities decide.</param>
public sealed record Pairing(Uri WebUrl, Guid AgentId, string Token, string ApprovalKey, string? WebKeyPin = null);
