using MycoPod.Core.Approvals;
using MycoPod.Web.Accounts;
using MycoPod.Web.Approvals;
using MycoPod.Web.Link;

namespace MycoPod.Web.Orders;

/// <summary>Signs an order and gives it to the Agent, which answers at once whether it is carried out.</summary>
internal sealed class OrderSender(ApprovalIssuer issuer, AgentLink link)
{
    /// <param name="admin">As the database knows them at this moment.</param>
    public async Task<OrderOutcome> SendAsync(Person admin, OrderKind kind, string subject, Guid? runId, CancellationToken cancellationToken)
    {
        if (await issuer.FindAgentAsync(cancellationToken) is not { } agent) return OrderOutcome.Refused(ApprovalIssuer.NoAgent);
        return OrderOutcome.Of(await link.OrderAsync(new(issuer.Issue(admin, agent, kind, subject), runId), cancellationToken));
    }
}
