using System.Security.Claims;
using MycoPod.Core.Approvals;
using MycoPod.Core.Link;
using MycoPod.Web.Accounts;
using MycoPod.Web.Audit;
using MycoPod.Web.Link;

namespace MycoPod.Web.Orders;

/// <summary>What Admins want of all reconciling: paused, resumed, a rewritten history accepted.</summary>
internal sealed class ReconcilingOrders(PersonQuery people, OrderSender orders, AgentLink link, AuditLog audit)
{
    public async Task<OrderOutcome> PauseAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        if (await people.FindAsync(principal, cancellationToken) is not { IsAdmin: true } admin) return OrderOutcome.Refused(RunOrders.NotAnAdmin);
        return await EndAsync(OrderOutcome.Of(await link.PauseAsync(admin.Name, cancellationToken)), AuditKind.Paused, admin, "No run and no step is begun", cancellationToken);
    }

    public async Task<OrderOutcome> ResumeAsync(ClaimsPrincipal principal, Pause pause, CancellationToken cancellationToken)
    {
        if (await people.FindAsync(principal, cancellationToken) is not { IsAdmin: true } admin) return OrderOutcome.Refused(RunOrders.NotAnAdmin);
        var outcome = await orders.SendAsync(admin, OrderKind.Resume, OrderSubject.OfPause(pause.Since), runId: null, cancellationToken);
        return await EndAsync(outcome, AuditKind.Resumed, admin, $"Paused by {pause.By}", cancellationToken);
    }

    public async Task<OrderOutcome> AcceptAsync(ClaimsPrincipal principal, RewrittenHistory rewritten, CancellationToken cancellationToken)
    {
        if (await people.FindAsync(principal, cancellationToken) is not { IsAdmin: true } admin) return OrderOutcome.Refused(RunOrders.NotAnAdmin);
        var outcome = await orders.SendAsync(admin, OrderKind.AcceptHistory, OrderSubject.OfHistory(rewritten.Read, rewritten.Found), runId: null, cancellationToken);
        return await EndAsync(outcome, AuditKind.HistoryAccepted, admin, $"From {rewritten.Read} to {rewritten.Found}", cancellationToken);
    }

    private async Task<OrderOutcome> EndAsync(OrderOutcome outcome, AuditKind kind, Person admin, string detail, CancellationToken cancellationToken)
    {
        if (outcome.MayBeDone) await audit.AddAsync(new(kind, admin.Name, outcome.Qualify(detail)) { Address = admin.Address }, cancellationToken);
        return outcome;
    }
}
