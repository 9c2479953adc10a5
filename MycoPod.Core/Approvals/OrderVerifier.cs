using System.Security.Cryptography;

namespace MycoPod.Core.Approvals;

/// <summary>Checks an order against Web's pinned public key and against what the Agent itself knows.</summary>
public sealed class OrderVerifier(ECDsa webKey, Guid agentId, TimeProvider time)
{
    /// <param name="subject">What the order must be about, from the Agent's own record.</param>
    /// <returns>Why it is refused, for people, or null.</returns>
    public string? FindRefusal(Order order, string subject)
    {
        var payload = order.Payload;
        if (!SignedJson.Holds(webKey, payload, order.Signature)) return "The order is not signed by this MycoPod. Nothing was done.";
        if (payload.Domain != OrderPayload.DomainPrefix || payload.Version != OrderPayload.CurrentVersion) return "The order is of another kind or version. Nothing was done.";
        if (payload.AgentId != agentId) return "The order is meant for another Agent. Nothing was done.";
        if (payload.Role != ApprovalPayload.AdminRole) return "The order was not given by an Admin. Nothing was done.";
        if ((time.GetUtcNow() - payload.Issued).Duration() > OrderPayload.Lifetime) return "The order came too late, or the clocks of both hosts differ. Nothing was done; look again and give it anew.";
        return payload.Subject == subject ? null : "What the order is about has changed since. Nothing was done; look again.";
    }
}
