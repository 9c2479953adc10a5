using MycoPod.Core.Link;

namespace MycoPod.Web.Link;

/// <summary>The Agent that is connected right now.</summary>
/// <param name="State">What it last said of its surroundings; null until it did.</param>
public sealed record AgentPresence(string ConnectionId, AgentHello Hello, DateTimeOffset ConnectedAt, AgentState? State);
