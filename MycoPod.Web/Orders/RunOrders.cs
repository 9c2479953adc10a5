using System.Security.Claims;
using MycoPod.Core.Approvals;
using MycoPod.Core.Runs;
using MycoPod.Web.Accounts;
using MycoPod.Web.Approvals;
using MycoPod.Web.Audit;
using MycoPod.Web.Link;
using MycoPod.Web.Runs;

namespace MycoPod.Web.Orders;

/// <summary>What people want of a run after its approval: taken up again, a step taken as done, cancelled.</summary>
internal sealed class RunOrders(PersonQuery people, RunQuery runs, RetryRequests requests, OrderSender orders, AgentLink link, AuditLog audit, RetryNews news)
{
    public const string NotYours = "Only Admins, and the author of its declaration, can do this. Nothing was changed.";
    public const string NotAnAdmin = "Only Admins can do this. Nothing was changed.";
    public const string Gone = "There is no such run any more.";

    /// <summary>An Admin's word takes the run up at once; its author's files a request.</summary>
    public async Task<OrderOutcome> RetryAsync(ClaimsPrincipal principal, Guid runId, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(runId, cancellationToken) is not { } run) return OrderOutcome.Refused(Gone);
        if (await people.FindAsync(principal, cancellationToken) is not { } person || !(person.IsAdmin || IsAuthor(person, run))) return OrderOutcome.Refused(NotYours);
        if (!run.MayBeTakenUp) return OrderOutcome.Refused($"Run {run.Number} did not end with an error: there is nothing to take up again.");
        if (person.IsAdmin) return await OrderAsync(person, OrderKind.Retry, run, cancellationToken);
        if (await requests.FileAsync(run, person.Name, cancellationToken) is { } open)
        {
            await AuditAsync(AuditKind.RetryRequested, person, run, "An Admin decides", cancellationToken);
            await news.FiledAsync(person, open, cancellationToken);
        }

        return new(Problem: null, IsRequested: true);
    }

    public async Task<OrderOutcome> TakeAsDoneAsync(ClaimsPrincipal principal, Guid runId, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(runId, cancellationToken) is not { } run) return OrderOutcome.Refused(Gone);
        return await people.FindAsync(principal, cancellationToken) is { IsAdmin: true } admin
            ? await OrderAsync(admin, OrderKind.TakeAsDone, run, cancellationToken)
            : OrderOutcome.Refused(NotAnAdmin);
    }

    /// <summary>Decides a request: with it granted, the run is taken up.</summary>
    public async Task<OrderOutcome> DecideAsync(ClaimsPrincipal principal, OpenRetry open, bool isGranted, CancellationToken cancellationToken)
    {
        if (await people.FindAsync(principal, cancellationToken) is not { IsAdmin: true } admin) return OrderOutcome.Refused(NotAnAdmin);
        if (isGranted && await OrderAsync(admin, OrderKind.Retry, open.Run, cancellationToken) is { Problem: not null } refused) return refused;
        if (!await requests.DecideAsync(open.Id, admin.Name, cancellationToken) && !isGranted) return OrderOutcome.Refused("Another Admin has decided meanwhile.");
        if (!isGranted) await AuditAsync(AuditKind.RetryRejected, admin, open.Run, $"Requested by {open.RequestedBy}", cancellationToken);
        await news.DecidedAsync(admin, open, isGranted, cancellationToken);
        return OrderOutcome.Done;
    }

    /// <param name="stopsTask">Whether the Proxmox task under way is stopped, not finished.</param>
    public async Task<OrderOutcome> CancelAsync(ClaimsPrincipal principal, Guid runId, bool stopsTask, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(runId, cancellationToken) is not { } run) return OrderOutcome.Refused(Gone);
        if (await people.FindAsync(principal, cancellationToken) is not { } person || !(person.IsAdmin || IsAuthor(person, run))) return OrderOutcome.Refused(NotYours);
        var outcome = OrderOutcome.Of(await link.CancelRunAsync(new(run.Id, person.Name, stopsTask), cancellationToken));
        if (outcome.MayBeDone) await AuditAsync(AuditKind.RunCancelled, person, run, outcome.Qualify(stopsTask ? "The task under way is stopped" : "The task under way is finished"), cancellationToken);
        return outcome;
    }

    private async Task<OrderOutcome> OrderAsync(Person admin, OrderKind kind, RunRow run, CancellationToken cancellationToken)
    {
        var outcome = await orders.SendAsync(admin, kind, OrderSubject.OfRun(run.Id, run.Attempt, run.PlanDigest), run.Id, cancellationToken);
        if (outcome.MayBeDone) await AuditAsync(kind == OrderKind.Retry ? AuditKind.RetryOrdered : AuditKind.TakenAsDone, admin, run, outcome.Qualify($"Attempt {run.Attempt + 1}"), cancellationToken);
        return outcome;
    }

    private Task AuditAsync(AuditKind kind, Person person, RunRow run, string detail, CancellationToken cancellationToken) =>
        audit.AddAsync(new(kind, person.Name, $"Run {run.Number}. {detail}") { About = run.Title, Link = $"/runs/{run.Id}", Address = person.Address }, cancellationToken);

    private static bool IsAuthor(Person person, RunRow run) => string.Equals(person.Name, run.Author, StringComparison.OrdinalIgnoreCase);
}
