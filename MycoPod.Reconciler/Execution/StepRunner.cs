using MycoPod.Core.Proxmox.Errors;
using MycoPod.Core.Proxmox.Tasks;
using MycoPod.Core.Runs;
using MycoPod.Reconciler.Policy;

namespace MycoPod.Reconciler.Execution;

/// <summary>
/// Carries one step out, or on: observe, act, wait, verify. Only the sending is ever tried again, and only where the request
/// certainly was not carried out; what was sent is followed or looked for, whatever else fails meanwhile.
/// </summary>
internal sealed class StepRunner(RunLedger ledger, ChangeSender sender, OutcomeSettler settler, TaskWatch watch, PolicyGate policy)
{
    /// <summary>How often a step is begun whose object others keep changing.</summary>
    private const int Looks = 3;

    public async Task<StepOutcome> RunAsync(IStepAction action, StepContext context, CancellationToken cancellationToken)
    {
        if (action is IOwnCourse own) return await own.RunAsync(context, cancellationToken);
        var journal = await ledger.ReadJournalAsync(context.RunId, context.Number, cancellationToken);
        var last = journal.Count == 0 ? null : journal[^1];
        if (last?.Vmid is { } vmid && context.Step.Target is { Vmid: null } made) context.Names.Choose(made.Name, new(vmid));
        return last switch
        {
            { Phase: JournalPhase.Ordered } => await TakeUpAsync(action, context, journal.LastOrDefault(j => j.Phase != JournalPhase.Ordered), cancellationToken),
            { Phase: JournalPhase.Task or JournalPhase.Settled, Upid: { } known } => await FollowAsync(action, context, Upid.Parse(known), cancellationToken),
            { Phase: JournalPhase.Settled } => await VerifyAsync(action, context, remark: null, cancellationToken),
            { Phase: JournalPhase.Intent } => await SettleAsync(action, context, last.At, cancellationToken) ?? await ActAsync(action, context, cancellationToken),
            _ => await ActAsync(action, context, cancellationToken),
        };
    }

    /// <summary>
    /// A person ordered the step to be taken up again. What it sent before and nobody saw the end of is looked for first; it acts only where that failed, or
    /// left no trace.
    /// </summary>
    private async Task<StepOutcome> TakeUpAsync(IStepAction action, StepContext context, JournalEntry? before, CancellationToken cancellationToken)
    {
        var upid = before is { Phase: JournalPhase.Task, Upid: { } known } ? Upid.Parse(known) : null;
        if (before is { Phase: JournalPhase.Intent })
        {
            var settlement = await settler.SettleAsync(action, context, before.At, cancellationToken);
            if (settlement.Observed is Observation.AlreadySo) return await VerifyAsync(action, context, remark: null, cancellationToken);
            upid = settlement.Task;
            if (upid is not null) await sender.RecordTaskAsync(context, upid, cancellationToken);
        }

        if (upid is null) return await ActAsync(action, context, cancellationToken);
        var followed = await FollowAsync(action, context, upid, cancellationToken);
        var isEnded = (await ledger.ReadJournalAsync(context.RunId, context.Number, cancellationToken))[^1].Phase == JournalPhase.Settled;
        return followed.IsSuccess || !isEnded ? followed : await ActAsync(action, context, cancellationToken);
    }

    /// <summary>
    /// Acts, and where somebody else was at it between the look and the request, which the server then refuses, looks again: what
    /// that changed may be a conflict, or nothing that matters here.
    /// </summary>
    private async Task<StepOutcome> ActAsync(IStepAction action, StepContext context, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ActOnceAsync(action, context, cancellationToken);
            }
            catch (ProxmoxException e) when (e.Kind == FailureKind.StaleDigest && attempt < Looks)
            {
                await ledger.RecordAsync(
                    context.RunId, context.Number, entry => entry.Event(RunEventKind.Retrying, $"{e.Sentence} Nothing was done; it is looked at again."), cancellationToken);
            }
        }
    }

    private async Task<StepOutcome> ActOnceAsync(IStepAction action, StepContext context, CancellationToken cancellationToken)
    {
        var observed = await settler.ObserveAsync(action, context, cancellationToken);
        if (observed is Observation.AlreadySo so) return new(StepStatus.Unchanged, so.Text);
        if (observed is Observation.Conflict conflict) return new(StepStatus.Failed, conflict.Text);
        if (observed is Observation.InProgress) return new(StepStatus.Failed, "Something else is at this guest and does not end. Nothing was sent.");
        if (await policy.RefuseAsync(context.Plan, context.Number, context.Vmid, context.Client, cancellationToken) is { } refusal) return new(StepStatus.Failed, $"{refusal} Nothing was sent.");

        var sent = await sender.SendAsync(action, context, cancellationToken);
        if (sent.Task is { } upid) return await FollowAsync(action, context, upid, cancellationToken);
        if (sent.IsDone) return await VerifyAsync(action, context, remark: null, cancellationToken);
        if (sent.UnknownSince is { } since)
        {
            return await SettleAsync(action, context, since, cancellationToken)
                ?? new(StepStatus.Failed, $"{sent.Problem} The cluster shows no trace of the request, so it was most likely never carried out.");
        }

        if (await settler.VerifyAsync(action, context, cancellationToken) is not Observation.AlreadySo already) return new(StepStatus.Failed, sent.Problem ?? "");
        return sent.MayBeStored ? new(StepStatus.Succeeded, Done(context, sent.Problem, already.Remark)) : new(StepStatus.Unchanged, already.Text);
    }

    /// <returns>Null where it certainly left no trace.</returns>
    private async Task<StepOutcome?> SettleAsync(IStepAction action, StepContext context, DateTimeOffset intendedAt, CancellationToken cancellationToken)
    {
        Settlement settlement;
        try
        {
            settlement = await settler.SettleAsync(action, context, intendedAt, cancellationToken);
        }
        catch (ProxmoxException e)
        {
            return new(StepStatus.Failed, $"A request was sent and its answer was lost; then the cluster could not be asked what became of it: {e.Message}", IsUnknown: true);
        }

        if (settlement.Task is { } upid)
        {
            await sender.RecordTaskAsync(context, upid, cancellationToken);
            return await FollowAsync(action, context, upid, cancellationToken);
        }

        switch (settlement.Observed)
        {
            case Observation.AlreadySo:
                await ledger.RecordAsync(context.RunId, context.Number, entry => entry.Journal(JournalPhase.Settled, context.Vmid?.Value, detail: "observed"), cancellationToken);
                return new(StepStatus.Succeeded, context.Step.Done(context.Names));
            case Observation.Conflict conflict:
                return new(StepStatus.Failed, conflict.Text, IsUnknown: true);
            case Observation.InProgress:
                return new(StepStatus.Failed, "A request was sent and its answer was lost. Something is still at this guest; whether it is ours cannot be told.", IsUnknown: true);
            default:
                if (!action.CanTellAbsence(context)) return new(StepStatus.Failed, "A request was sent and its answer was lost. Whether it was carried out cannot be looked up.", IsUnknown: true);
                await ledger.RecordAsync(context.RunId, context.Number, entry => entry.Journal(JournalPhase.Refused, context.Vmid?.Value, detail: "no trace of it on the cluster"), cancellationToken);
                return null;
        }
    }

    private async Task<StepOutcome> FollowAsync(IStepAction action, StepContext context, Upid upid, CancellationToken cancellationToken)
    {
        try
        {
            var state = await watch.WaitAsync(context, upid, cancellationToken);
            await ledger.RecordAsync(context.RunId, context.Number, entry => entry.Journal(JournalPhase.Settled, context.Vmid?.Value, upid.Text, state.ExitStatus), cancellationToken);
            return state.IsSuccess
                ? await VerifyAsync(action, context, state.HasWarnings ? state.ExitStatus : null, cancellationToken)
                : new(StepStatus.Failed, $"The task {upid.Type} failed: {state.ExitStatus}");
        }
        catch (ProxmoxException e)
        {
            return new(StepStatus.Failed, $"The connection was lost while the task {upid.Type} ran; it may have gone on: {e.Message}");
        }
    }

    private static string Done(StepContext context, params IEnumerable<string?> remarks) =>
        remarks.OfType<string>().ToList() is { Count: > 0 } said ? $"{context.Step.Done(context.Names)} ({string.Join("; ", said)})" : context.Step.Done(context.Names);

    /// <param name="remark">What the cluster had to say beside that it is done, or null.</param>
    private async Task<StepOutcome> VerifyAsync(IStepAction action, StepContext context, string? remark, CancellationToken cancellationToken) =>
        await settler.VerifyAsync(action, context, cancellationToken) switch
        {
            Observation.AlreadySo so => new(StepStatus.Succeeded, Done(context, remark, so.Remark)),
            Observation.Conflict conflict => new(StepStatus.Failed, conflict.Text),
            _ => new(StepStatus.Failed, "The cluster says that it is done, but does not show the effect."),
        };
}
