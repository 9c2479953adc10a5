using MycoPod.Core.Approvals;
using MycoPod.Core.Runs;

namespace MycoPod.Reconciler.Execution;

/// <summary>What people decide about runs after their approval: cancelled, taken up again, a step taken as done.</summary>
internal sealed class RunDecisions(RunLedger ledger, CancelRequests cancels)
{
    private const string NoRun = "The Agent knows of no such run. Nothing was done.";

    /// <summary>Ends a run that waits; one that is carried out ends after the step it is at.</summary>
    /// <returns>Why nothing was done, for people, or null.</returns>
    public async Task<string?> CancelAsync(Guid runId, CancelRequest request, CancellationToken cancellationToken)
    {
        CancelRequest? stored = null;
        var refusal = await ledger.DecideAsync(
            runId,
            (run, entryOf) =>
            {
                var said = Cancel(run, entryOf, request);
                stored = run is { Status: RunStatus.Running, CancelledBy: { } by } ? new(by, run.StopsTask) : null;
                return said;
            },
            cancellationToken);

        // Also where it was stored before and whoever asked never heard of it.
        if (stored is not null) cancels.Set(runId, stored);
        return refusal;
    }

    /// <summary>Makes a new attempt of a run that ended before its end.</summary>
    /// <param name="findRefusal">Looks at the run as it is; what it returns refuses it.</param>
    /// <param name="takesAsDone">Whether the step whose outcome nobody could tell counts as carried out.</param>
    /// <returns>Why nothing was done, for people, or null.</returns>
    public Task<string?> TakeUpAsync(Guid runId, string by, bool takesAsDone, Func<Run, string?> findRefusal, CancellationToken cancellationToken) => ledger.DecideAsync(
        runId,
        (run, entryOf) =>
        {
            if (run is null) return NoRun;
            if (findRefusal(run) is { } refusal) return refusal;
            if (takesAsDone && run.Status != RunStatus.NeedsAttention) return "Only a step whose outcome nobody could tell can be taken as done. Nothing was done.";
            if (!run.Status.MayBecome(RunStatus.Queued)) return $"Run {run.Number} did not end with an error: there is nothing to take up again.";
            cancels.Forget(runId);
            TakeUp(run, entryOf, by, takesAsDone);
            return null;
        },
        cancellationToken);

    private static string? Cancel(Run? run, Func<RunStep?, LedgerEntry> entryOf, CancelRequest request)
    {
        if (run is null) return NoRun;
        switch (run.Status)
        {
            case RunStatus.Queued:
                foreach (var step in run.Steps) entryOf(step).Close(StepStatus.Cancelled);
                entryOf(null).EndRun(RunStatus.Cancelled, run.Attempt == 1 ? $"Cancelled by {request.By} before it began. Nothing was changed." : $"Cancelled by {request.By} before attempt {run.Attempt} began.");
                return null;
            case RunStatus.Running when run.CancelledBy is null || (request.StopsTask && !run.StopsTask):
                (run.CancelledBy, run.StopsTask) = (request.By, request.StopsTask);
                entryOf(null).Line($"Cancelled by {request.By}: the task under way is {(request.StopsTask ? "stopped" : "finished")}, no further step is begun.");
                return null;
            case RunStatus.Running:
                return $"{run.CancelledBy} cancelled it already; it ends after the step it is at.";
            default:
                return $"Run {run.Number} has ended already. Nothing was done.";
        }
    }

    private static void TakeUp(Run run, Func<RunStep?, LedgerEntry> entryOf, string by, bool takesAsDone)
    {
        var whole = entryOf(null);
        foreach (var step in run.Steps.Where(s => s.Status is StepStatus.Failed or StepStatus.Skipped or StepStatus.Cancelled))
        {
            if (takesAsDone && step.Status == StepStatus.Failed) TakeAsDone(entryOf(step), by);
            else entryOf(step).Reopen();
        }

        run.Become(RunStatus.Queued);
        run.Attempt++;
        run.StartBefore = whole.Now + ApprovalPayload.Lifetime;
        (run.Reason, run.FinishedAt, run.CancelledBy, run.StopsTask) = (null, null, null, false);
        whole.Event(RunEventKind.RunQueued, $"Attempt {run.Attempt}, ordered by {by}.", nameof(RunStatus.Queued));
    }

    private static void TakeAsDone(LedgerEntry entry, string by)
    {
        entry.Journal(JournalPhase.Settled, entry.Step.Vmid, detail: $"taken as done by {by}");
        entry.Step.Become(StepStatus.Succeeded);
        entry.Step.Result = $"Taken as done by {by}; what became of it could not be looked up.";
        entry.Event(RunEventKind.StepFinished, entry.Step.Result, nameof(StepStatus.Succeeded));
    }
}
