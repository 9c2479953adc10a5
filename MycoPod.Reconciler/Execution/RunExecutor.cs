using MycoPod.Core.Json;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Validation;
using MycoPod.Core.Proxmox.Errors;
using MycoPod.Core.Runs;
using MycoPod.Reconciler.Credentials;

namespace MycoPod.Reconciler.Execution;

/// <summary>Carries a run out, or on from where it was interrupted: its steps in order, one at a time.</summary>
internal sealed class RunExecutor(RunLedger ledger, StepRunner steps, RunPreflight preflight, StepActions actions, ClusterAccess cluster, CancelRequests cancels, PauseSwitch pauses, TimeProvider time)
{
    /// <summary>Returns once the run has ended, or rests because reconciling is paused.</summary>
    public async Task ExecuteAsync(Run run, CancellationToken cancellationToken)
    {
        if (run.CancelledBy is { } by && cancels.Find(run.Id) is null) cancels.Set(run.Id, new(by, run.StopsTask));
        if (await ledger.IsBehindAsync(run, cancellationToken))
        {
            await FinishAsync(run, Ended(run), Behind, cancellationToken);
            return;
        }

        if (run.Status == RunStatus.Queued && time.GetUtcNow() >= run.StartBefore)
        {
            await (run.Attempt == 1
                ? FinishAsync(run, RunStatus.Expired, "The approval expired before the run could start. Approve it again.", cancellationToken)
                : FinishAsync(run, RunStatus.Errored, "The order to take it up again expired before it could start, so this attempt did nothing. Retry once more.", cancellationToken));
            return;
        }

        if (ReadPlan(run) is not { } plan)
        {
            await FinishAsync(run, Ended(run), "The stored plan is not the one that was approved, so nothing more of it is carried out.", cancellationToken);
            return;
        }

        var names = new RunNames(run, plan);
        var isNew = run.Status == RunStatus.Queued;
        if (isNew && !await StartAsync(run, cancellationToken)) return;
        if (isNew || !await ledger.HasBegunStepAsync(run.Id, cancellationToken))
        {
            if (run.Attempt > 1) await preflight.ObserveDoneAsync(run, plan, names, cancellationToken);
            if (await preflight.FindConflictAsync(run, plan, names, cancellationToken) is { } conflict)
            {
                await FailBeforeFirstStepAsync(run, conflict, cancellationToken);
                return;
            }
        }

        await RunStepsAsync(run, plan, names, cancellationToken);
    }

    /// <summary>How a run ends that may not be carried out: refused where nothing of it was, else a person looks at it.</summary>
    private static RunStatus Ended(Run run) => run is { Status: RunStatus.Queued, Attempt: 1 } ? RunStatus.Refused : RunStatus.NeedsAttention;

    /// <summary>The approved plan, checked once more at the moment it runs.</summary>
    private static Plan? ReadPlan(Run run)
    {
        if (run.Plan is null || Digest.Of(run.Plan) != run.PlanDigest) return null;
        var plan = Plan.FromBytes(run.Plan);
        return PlanRules.Check(plan).Count == 0 && plan.Steps.Count == run.Steps.Count ? plan : null;
    }

    /// <returns>False where it was cancelled in this moment.</returns>
    private async Task<bool> StartAsync(Run run, CancellationToken cancellationToken) => await ledger.DecideAsync(
        run.Id,
        (stored, entryOf) =>
        {
            if (stored?.Status != RunStatus.Queued) return "It is queued no longer.";
            var entry = entryOf(null);
            entry.Run.Become(RunStatus.Running);
            entry.Run.StartedAt ??= entry.Now;
            entry.Event(RunEventKind.RunStarted, status: nameof(RunStatus.Running));
            return null;
        },
        cancellationToken) is null;

    private async Task RunStepsAsync(Run run, Plan plan, RunNames names, CancellationToken cancellationToken)
    {
        foreach (var (index, step) in plan.Steps.Index())
        {
            var record = run.Steps[index];
            if (record.Status is StepStatus.Succeeded or StepStatus.Unchanged) continue;
            if (record.Status == StepStatus.Pending)
            {
                if (cancels.Find(run.Id) is { } request)
                {
                    await CancelAsync(run, request, number: null, entry => entry.Close(StepStatus.Cancelled), cancellationToken);
                    return;
                }

                if (pauses.Current is not null) return;
            }

            await BeginStepAsync(run, record, cancellationToken);
            var outcome = await RunStepAsync(run, record.Number, plan, names, cancellationToken);
            var vmid = step.Target is { } guest ? names.FindVmid(guest)?.Value : null;
            if (!outcome.IsSuccess && !outcome.IsUnknown && cancels.Find(run.Id) is { } cancelled)
            {
                await CancelAsync(run, cancelled, record.Number, entry => End(entry, outcome with { Status = StepStatus.Cancelled }, vmid), cancellationToken);
                return;
            }

            if (!outcome.IsSuccess)
            {
                await FailAsync(run, record.Number, outcome, vmid, $"Step {record.Number}: {outcome.Result}", cancellationToken);
                return;
            }

            await ledger.RecordAsync(run.Id, record.Number, entry => End(entry, outcome, vmid), cancellationToken);
        }

        await FinishAsync(run, RunStatus.Succeeded, reason: null, cancellationToken);
    }

    private async Task<StepOutcome> RunStepAsync(Run run, int number, Plan plan, RunNames names, CancellationToken cancellationToken)
    {
        try
        {
            return cluster.OpenFor(ledger, run, number, plan, names) is { } context
                ? await steps.RunAsync(actions.For(context.Step), context, cancellationToken)
                : new(StepStatus.Failed, RunPreflight.NoCredentials);
        }
        catch (Exception e) when (e is ProxmoxException or FormatException)
        {
            return new(StepStatus.Failed, e.Message);
        }
    }

    private async Task FailBeforeFirstStepAsync(Run run, (int Step, string Text) conflict, CancellationToken cancellationToken)
    {
        await BeginStepAsync(run, run.Steps[conflict.Step - 1], cancellationToken);
        await FailAsync(run, conflict.Step, new(StepStatus.Failed, conflict.Text), vmid: null, $"{(run.Attempt == 1 ? "Nothing was changed." : "This attempt changed nothing.")} Step {conflict.Step}: {conflict.Text}", cancellationToken);
    }

    /// <summary>The failed step, the skipped ones and the run's end are one record: no crash comes in between.</summary>
    private Task FailAsync(Run run, int number, StepOutcome outcome, int? vmid, string reason, CancellationToken cancellationToken) => ledger.EndRunAsync(
        run.Id,
        outcome.IsUnknown ? RunStatus.NeedsAttention : RunStatus.Errored,
        reason,
        entry =>
        {
            if (entry.Step.Number == number) End(entry, outcome, vmid);
            else Skip(entry);
        },
        cancellationToken);

    private static void End(LedgerEntry entry, StepOutcome outcome, int? vmid)
    {
        entry.Step.Become(outcome.Status);
        entry.Step.Result = StorableText.Of(outcome.Result);
        entry.Step.Vmid ??= vmid;
        entry.Step.FinishedAt = entry.Now;
        entry.Run.Warning = null;
        entry.Event(RunEventKind.StepFinished, outcome.Result, outcome.Status.ToString());
    }

    private static void Skip(LedgerEntry entry)
    {
        if (entry.Step.Status != StepStatus.Pending) return;
        entry.Step.Become(StepStatus.Skipped);
        entry.Event(RunEventKind.StepFinished, "Skipped, because the run ended before it.", nameof(StepStatus.Skipped));
    }

    private Task BeginStepAsync(Run run, RunStep step, CancellationToken cancellationToken) => ledger.RecordAsync(
        run.Id,
        step.Number,
        entry =>
        {
            if (entry.Step.Status == StepStatus.Running)
            {
                entry.Line("The Agent was started again and goes on with this step.");
                return;
            }

            entry.Step.Become(StepStatus.Running);
            entry.Step.StartedAt ??= entry.Now;
            entry.Event(RunEventKind.StepStarted, entry.Step.Title, nameof(StepStatus.Running));
        },
        cancellationToken);

    /// <summary>Ends the run at the person's word, and says what was done until then.</summary>
    /// <param name="number">The step that was under way, or null.</param>
    /// <param name="end">What becomes of that one.</param>
    private async Task CancelAsync(Run run, CancelRequest request, int? number, Action<LedgerEntry> end, CancellationToken cancellationToken) => await ledger.DecideAsync(
        run.Id,
        (stored, entryOf) =>
        {
            if (stored is null) return "";
            foreach (var step in stored.Steps)
            {
                if (step.Number == number) end(entryOf(step));
                else entryOf(step).Close(StepStatus.Cancelled);
            }

            entryOf(null).EndRun(RunStatus.Cancelled, Tally.Of(stored.Steps, request));
            return null;
        },
        cancellationToken);

    private Task FinishAsync(Run run, RunStatus status, string? reason, CancellationToken cancellationToken) =>
        ledger.EndRunAsync(run.Id, status, reason, entry => entry.Close(), cancellationToken);

    private const string Behind =
        "The Agent's own record tells of more that was done under this approval than the database does, or one of both comes from a backup. Nothing more is done by it. Look at the cluster, then preview the declaration again.";
}
