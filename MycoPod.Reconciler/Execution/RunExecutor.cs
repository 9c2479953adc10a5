using MycoPod.Core.Inventory;
using MycoPod.Core.Json;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Validation;
using MycoPod.Core.Proxmox.Errors;
using MycoPod.Core.Runs;
using MycoPod.Reconciler.Credentials;
using MycoPod.Reconciler.Policy;

namespace MycoPod.Reconciler.Execution;

/// <summary>Carries a run out, or on from where it was interrupted: its steps in order, one at a time.</summary>
internal sealed class RunExecutor(RunLedger ledger, StepRunner steps, StepActions actions, PolicyGate policy, ClusterAccess cluster, ClusterRetry retry, TimeProvider time)
{
    public async Task ExecuteAsync(Run run, CancellationToken cancellationToken)
    {
        if (await ledger.IsBehindAsync(run, cancellationToken))
        {
            await FinishAsync(run, run.Status == RunStatus.Queued ? RunStatus.Refused : RunStatus.NeedsAttention, Behind, cancellationToken);
            return;
        }

        if (run.Status == RunStatus.Queued && time.GetUtcNow() >= run.StartBefore)
        {
            await FinishAsync(run, RunStatus.Expired, "The approval expired before the run could start. Approve it again.", cancellationToken);
            return;
        }

        if (ReadPlan(run) is not { } plan)
        {
            await FinishAsync(run, run.Status == RunStatus.Queued ? RunStatus.Refused : RunStatus.NeedsAttention, "The stored plan is not the one that was approved, so nothing more of it is carried out.", cancellationToken);
            return;
        }

        var names = new RunNames(run, plan);
        if (run.Status == RunStatus.Queued) await StartAsync(run, cancellationToken);
        if (run.Steps.TrueForAll(s => s.Status == StepStatus.Pending) && await FindConflictAsync(run, plan, names, cancellationToken) is { } conflict)
        {
            await FailBeforeFirstStepAsync(run, conflict, cancellationToken);
            return;
        }

        await RunStepsAsync(run, plan, names, cancellationToken);
    }

    /// <summary>The approved plan, checked once more at the moment it runs.</summary>
    private static Plan? ReadPlan(Run run)
    {
        if (run.Plan is null || Digest.Of(run.Plan) != run.PlanDigest) return null;
        var plan = Plan.FromBytes(run.Plan);
        return PlanRules.Check(plan).Count == 0 && plan.Steps.Count == run.Steps.Count ? plan : null;
    }

    private Task StartAsync(Run run, CancellationToken cancellationToken) => ledger.RecordAsync(
        run.Id,
        stepNumber: null,
        entry =>
        {
            entry.Run.Become(RunStatus.Running);
            entry.Run.StartedAt = entry.Now;
            entry.Event(RunEventKind.RunStarted, status: nameof(RunStatus.Running));
        },
        cancellationToken);

    /// <summary>
    /// Looks at every step before the first change; names the first conflict. How a guest will be after an earlier step changed it
    /// cannot be seen yet; whether it still is that guest was seen with the earlier step. So it is with anything else.
    /// </summary>
    private async Task<(int Step, string Text)?> FindConflictAsync(Run run, Plan plan, RunNames names, CancellationToken cancellationToken)
    {
        if (await FindViolationAsync(run, plan, names, cancellationToken) is { } violation) return violation;
        foreach (var (index, step) in plan.Steps.Index().DistinctBy(s => s.Item.Target is { Vmid: { } vmid } ? (vmid, "") : ((Vmid?)null, s.Item.Subject)))
        {
            var number = index + 1;
            try
            {
                if (Context(run, number, plan, names) is not { } context) return (number, NoCredentials);
                var observed = await retry.ForReading(run.Id, number).ExecuteAsync(
                    async token => await actions.For(step).ObserveAsync(context, token), cancellationToken);
                if (observed is Observation.Conflict conflict) return (number, conflict.Text);
            }
            catch (Exception e) when (e is ProxmoxException or FormatException)
            {
                return (number, e.Message);
            }
        }

        return null;
    }

    private async Task<(int Step, string Text)?> FindViolationAsync(Run run, Plan plan, RunNames names, CancellationToken cancellationToken)
    {
        try
        {
            if (Context(run, 1, plan, names) is not { } context) return (1, NoCredentials);
            var violations = await retry.ForReading(run.Id, 1).ExecuteAsync(async token => await policy.CheckPlanAsync(plan, context.Client, token), cancellationToken);
            return violations is [{ Step: { } number } violation, ..] ? (number, violation.Text) : null;
        }
        catch (Exception e) when (e is ProxmoxException or FormatException)
        {
            return (1, e.Message);
        }
    }

    private async Task RunStepsAsync(Run run, Plan plan, RunNames names, CancellationToken cancellationToken)
    {
        foreach (var (index, step) in plan.Steps.Index())
        {
            var record = run.Steps[index];
            if (record.Status is StepStatus.Succeeded or StepStatus.Unchanged) continue;
            await BeginStepAsync(run, record, cancellationToken);
            var outcome = await RunStepAsync(run, record.Number, plan, names, cancellationToken);
            var vmid = step.Target is { } guest ? names.FindVmid(guest)?.Value : null;
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
            return Context(run, number, plan, names) is { } context
                ? await steps.RunAsync(actions.For(context.Step), context, cancellationToken)
                : new(StepStatus.Failed, NoCredentials);
        }
        catch (Exception e) when (e is ProxmoxException or FormatException)
        {
            return new(StepStatus.Failed, e.Message);
        }
    }

    private StepContext? Context(Run run, int number, Plan plan, RunNames names) =>
        cluster.Open(new StepExchanges(ledger, run.Id, number)) is { } client ? new(run.Id, number, plan, names, client) : null;

    private async Task FailBeforeFirstStepAsync(Run run, (int Step, string Text) conflict, CancellationToken cancellationToken)
    {
        await BeginStepAsync(run, run.Steps[conflict.Step - 1], cancellationToken);
        await FailAsync(run, conflict.Step, new(StepStatus.Failed, conflict.Text), vmid: null, $"Nothing was changed. Step {conflict.Step}: {conflict.Text}", cancellationToken);
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

    private Task FinishAsync(Run run, RunStatus status, string? reason, CancellationToken cancellationToken) =>
        ledger.EndRunAsync(run.Id, status, reason, entry => entry.Close(), cancellationToken);

    private const string Behind =
        "The Agent's own record tells of more that was done under this approval than the database does, which seems to be an older one. Nothing more is done by it. Look at the cluster, then preview the declaration again.";

    private const string NoCredentials = "There are no Proxmox credentials. Upload them in Settings, then apply again.";
}
