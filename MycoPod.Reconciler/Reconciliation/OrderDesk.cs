using MycoPod.Core.Approvals;
using MycoPod.Core.Link;
using MycoPod.Reconciler.Execution;
using MycoPod.Reconciler.Repository;

namespace MycoPod.Reconciler.Reconciliation;

/// <summary>
/// Takes what people want of the Agent beside approvals. What lets something go on holds by its signature and by what it is about, compared with the
/// Agent's own record; what stops something is done for anyone Web lets ask.
/// </summary>
internal sealed partial class OrderDesk(OrderVerifier verifier, RunDecisions runs, RepositoryPass repository, PauseSwitch pauses, AgentLease lease, WorkSignals signals, ILogger<OrderDesk> log)
{
    public async Task<OrderResult> OrderAsync(OrderRequest request)
    {
        var by = request.Order.Payload.By;
        var problem = await GuardAsync(() => request.Order.Payload.Kind switch
        {
            OrderKind.Retry => TakeUpAsync(request, takesAsDone: false),
            OrderKind.TakeAsDone => TakeUpAsync(request, takesAsDone: true),
            OrderKind.AcceptHistory => AcceptHistoryAsync(request.Order),
            OrderKind.Resume => Task.FromResult(Resume(request.Order)),
            var kind => Task.FromResult<string?>($"This Agent knows no order {kind}. Update it."),
        });
        if (problem is null) Log.Ordered(log, request.Order.Payload.Kind, request.Order.Payload.Subject, by);
        else Log.Refused(log, request.Order.Payload.Kind, by, problem);
        return new(problem);
    }

    public async Task<OrderResult> CancelAsync(CancelRunRequest request) =>
        new(await GuardAsync(() => runs.CancelAsync(request.RunId, new(request.By, request.StopsTask), CancellationToken.None)));

    public async Task<OrderResult> PauseAsync(string by) => new(await GuardAsync(() =>
    {
        pauses.Begin(by);
        return Task.FromResult<string?>(null);
    }));

    private async Task<string?> TakeUpAsync(OrderRequest request, bool takesAsDone)
    {
        if (request.RunId is not { } id) return "The order names no run. Nothing was done.";
        var problem = await runs.TakeUpAsync(id, request.Order.Payload.By, takesAsDone, run => verifier.FindRefusal(request.Order, OrderSubject.OfRun(run.Id, run.Attempt, run.PlanDigest)), CancellationToken.None);
        if (problem is null) signals.Runs.Set();
        return problem;
    }

    private async Task<string?> AcceptHistoryAsync(Order order)
    {
        if (repository.Rewritten is not { } rewritten) return "The history of the declarations repository is what the Agent read. There is nothing to accept.";
        if (verifier.FindRefusal(order, OrderSubject.OfHistory(rewritten.Read, rewritten.Found)) is { } refusal) return refusal;
        await repository.AcceptAsync(rewritten, CancellationToken.None);
        signals.Repository.Set();
        signals.Runs.Set();
        return null;
    }

    private string? Resume(Order order)
    {
        if (pauses.Current is not { } pause) return "Reconciling is not paused.";
        if (verifier.FindRefusal(order, OrderSubject.OfPause(pause.Since)) is { } refusal) return refusal;
        pauses.End();
        signals.Runs.Set();
        return null;
    }

    private async Task<string?> GuardAsync(Func<Task<string?>> work)
    {
        if (!lease.IsHeld) return "This Agent does not hold the lease of the cluster: another one may be at work, or the database is away. Nothing was done; try again.";
        try
        {
            return await work();
        }
        catch (RepositoryException e)
        {
            return e.Message;
        }
        catch (Exception e)
        {
            Log.Failed(log, e);
            return "The Agent could not record it, so nothing was done. Its log says why; try again.";
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Order {Kind} ({Subject}) by {By} is carried out.")]
        public static partial void Ordered(ILogger logger, OrderKind kind, string subject, string by);

        [LoggerMessage(LogLevel.Warning, "Order {Kind} by {By} is refused: {Reason}")]
        public static partial void Refused(ILogger logger, OrderKind kind, string by, string reason);

        [LoggerMessage(LogLevel.Error, "What somebody wants of the Agent could not be recorded.")]
        public static partial void Failed(ILogger logger, Exception reason);
    }
}
