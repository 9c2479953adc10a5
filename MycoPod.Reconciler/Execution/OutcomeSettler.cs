using MycoPod.Core.Proxmox.Tasks;

namespace MycoPod.Reconciler.Execution;

/// <summary>Finds out by looking, never by sending again, what became of a request whose answer was lost.</summary>
internal sealed class OutcomeSettler(RunLedger ledger, ClusterRetry retry, CancelRequests cancels, ExecutionTimes times, TimeProvider time)
{
    /// <summary>The clocks of the Agent and of a node may differ by this much when tasks are looked up by time.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(30);

    /// <summary>Looks until nothing else is at the guest any more.</summary>
    public Task<Observation> ObserveAsync(IStepAction action, StepContext context, CancellationToken cancellationToken) =>
        LookUntilQuietAsync(context, action.ObserveAsync, () => cancels.Find(context.RunId) is not null, cancellationToken);

    /// <summary>As <see cref="ObserveAsync"/>, after the step's own task ended well.</summary>
    public Task<Observation> VerifyAsync(IStepAction action, StepContext context, CancellationToken cancellationToken) =>
        LookUntilQuietAsync(context, action.VerifyAsync, () => false, cancellationToken);

    private async Task<Observation> LookUntilQuietAsync(StepContext context, Func<StepContext, CancellationToken, Task<Observation>> look, Func<bool> isOver, CancellationToken cancellationToken)
    {
        for (var begin = time.GetTimestamp(); ; await Task.Delay(times.LookInterval, time, cancellationToken))
        {
            var observed = await LookAsync(context, look, cancellationToken);
            if (observed is not Observation.InProgress || isOver() || time.GetElapsedTime(begin) > times.LongestLock) return observed;
        }
    }

    /// <summary>
    /// Looks for the effect of a request, or for its task. A task of ours is known by type, guest, user and time, and by not being
    /// on record already. Patience begins now, when the answer is known to be lost.
    /// </summary>
    public async Task<Settlement> SettleAsync(IStepAction action, StepContext context, DateTimeOffset intendedAt, CancellationToken cancellationToken)
    {
        var begin = time.GetTimestamp();
        while (true)
        {
            if (await FindTaskAsync(context, intendedAt, cancellationToken) is { } upid) return new(upid, Observed: null);
            var observed = await LookAsync(context, action.ObserveAsync, cancellationToken);
            var isTold = observed is Observation.AlreadySo or Observation.Conflict;
            var patience = observed is Observation.InProgress ? times.LongestLock : Grace(context);
            if (isTold || time.GetElapsedTime(begin) > patience) return new(Task: null, observed);
            await Task.Delay(times.LookInterval, time, cancellationToken);
        }
    }

    private TimeSpan Grace(StepContext context) => context.MayBeNamed && context.Call.Task is null ? times.GraceOfWork : times.Grace;

    private async Task<Observation> LookAsync(StepContext context, Func<StepContext, CancellationToken, Task<Observation>> look, CancellationToken cancellationToken) =>
        await retry.ForReading(context.RunId, context.Number).ExecuteAsync(async token => await look(context, token), cancellationToken);

    private async Task<Upid?> FindTaskAsync(StepContext context, DateTimeOffset intendedAt, CancellationToken cancellationToken)
    {
        if (!context.MayBeNamed || context.Call.Task is not { } started) return null;
        var tasks = await retry.ForReading(context.RunId, context.Number).ExecuteAsync(
            async token => started.Node is { } node
                ? await context.Client.GetTasksAsync(node, intendedAt - ClockTolerance, token)
                : await context.Client.GetClusterTasksAsync(token),
            cancellationToken);
        foreach (var task in tasks.Where(t => t.StartTime >= intendedAt - ClockTolerance && started.Types.Contains(t.Type) && (started.Id is null || t.Id == started.Id) && t.User == context.Client.User))
        {
            if (!await ledger.IsOnRecordAsync(task.Text, cancellationToken)) return task;
        }

        return null;
    }
}
