using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Link;
using MycoPod.Web.Audit;
using MycoPod.Web.Data;

namespace MycoPod.Web.Link;

/// <summary>Decides whether an Agent that showed the right token may take its place.</summary>
internal sealed class AgentAdmission(AgentLink link, IDbContextFactory<WebContext> databases, AuditLog audit, ECDsa approvalKey)
{
    public string ApprovalKey { get; } = Core.Approvals.ApprovalKey.ExportPublic(approvalKey);

    /// <summary>Null where the Agent is in; otherwise why it is not.</summary>
    public async Task<string?> CheckAsync(Guid agentId, string connectionId, AgentHello hello, CancellationToken cancellationToken)
    {
        var refusal = await FindRefusalAsync(agentId, connectionId, hello, cancellationToken);
        if (refusal is null) return null;
        link.Refuse(hello.Host, refusal);
        await audit.AddAsync(AuditKind.AgentRefused, hello.Host, refusal, cancellationToken);
        return refusal;
    }

    private async Task<string?> FindRefusalAsync(Guid agentId, string connectionId, AgentHello hello, CancellationToken cancellationToken)
    {
        if (hello.ProtocolVersion != LinkProtocol.Version)
            return $"This Web speaks version {LinkProtocol.Version} of the link, the Agent version {hello.ProtocolVersion}. Update the older of the two.";
        if (hello.AgentId != agentId) return "The Agent's id is not the one its token was made for. Pair it again.";
        if (!IsPublicKey(hello.SealingKey)) return "The Agent's sealing key cannot be read.";
        if (!await IsPinnedAsync(agentId, hello.SealingKey, cancellationToken))
            return "The Agent shows another sealing key than the one that was pinned. If it was set up anew, pair it again with mycopod agent pair --replace.";
        return link.TryConnect(connectionId, hello) ? null : "Another Agent with the same token is connected. Only one may be.";
    }

    /// <summary>The first key is pinned; the update touches a row only while none is.</summary>
    private async Task<bool> IsPinnedAsync(Guid agentId, string sealingKey, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var agent = database.Agents.Where(a => a.Id == agentId);
        await agent.Where(a => a.SealingKey == null).ExecuteUpdateAsync(set => set.SetProperty(a => a.SealingKey, sealingKey), cancellationToken);
        return await agent.AnyAsync(a => a.SealingKey == sealingKey, cancellationToken);
    }

    private static bool IsPublicKey(string pem) =>
        PemEncoding.TryFind(pem, out var fields) && pem[fields.Label] == "PUBLIC KEY";
}
