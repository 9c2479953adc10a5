
using MycoPod.Core.Plans;
using MycoPod.Core.Proxmox;
using MycoPod.Core.Proxmox.Errors;
using MycoPod.Core.Proxmox.Tasks;
using MycoPod.Core.Runs;

namespace MycoPod.Reconciler.Execution;

/// <summary>
/// Carries one step out, or on: observe, act, wait, verify. The journal is written before a request is sent, before its task
/// is waited for, and after the answer, so that whatever instant the Agent dies at, the next one knows what may have happened.
/// </summary>
internal sealed class StepRunner(RunLedger ledger, OutcomeSettler settler, TaskWatch watch, ClusterRetry retry)
{
    /// <summary>How often another number is taken when somebody else was faster.</summary>
    private const int NumberAttempts = 3;

    public async Task<StepOutcome> RunAsync(IStepAction action, StepContext context, CancellationToken cancellationToken)
    {
        var journal = await ledger.ReadJournalAsync(context.RunId, context.Number, cancellationToken);
        var last = journal.Count == 0 ? null : journal[^1];
        if (last is { Phase: JournalPhase.Task, Upid: { } known })
            return await FinishAsync(action, context, Upid.Parse(known), cancellationToken);

        if (last is { Phase: JournalPhase.Intent })
        {
            if (last.Vmid is { } vmid && context.Target.Vmid is null) context.Names.Choose(context.Target.Name, new(vmid));
            if (await SettleAsync(action, context, last.At, cancellationToken) is { } settled) return settled;
        }

        return await ObserveAndActAsync(action, context, cancellationToken);
    }

    private async Task<StepOutcome> ObserveAndActAsync(IStepAction action, StepContext context, CancellationToken cancellationToken)
    {
        var observed = await settler.ObserveAsync(action, context, cancellationToken);
        if (observed is Observation.AlreadySo so) return new(StepStatus.Unchanged, so.Text);
        if (observed is Observation.Conflict conflict) return new(StepStatus.Failed, conflict.Text);

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await retry.ForChanging(context.RunId, context.Number).ExecuteAsync(async token => await ActAsync(action, context, token), cancellationToken);
            }
            catch (ProxmoxException e) when (e.Kind == FailureKind.ExistsAlready && action.MayChooseAgain && attempt < NumberAttempts)
            {
                // Somebody took the number between asking for it and using it: nothing was made, another number is taken.
            }
        }
    }

    private async Task<StepOutcome> ActAsync(IStepAction action, StepContext context, CancellationToken cancellationToken)
    {
        await action.PrepareAsync(context, cancellationToken);
        var call = context.Step.Call(context.Number, context.Names);
        var intendedAt = await IntendAsync(context, call, cancellationToken);
        Upid upid;
        try
        {
            var answer = await context.Client.SendAsync(new ProxmoxRequest(call.Method, call.Path, call.Parameters), cancellationToken);
            upid = Upid.Parse(answer.ToString());
        }
        catch (ProxmoxException e) when (e.Kind == FailureKind.UnknownOutcome)
        {
            return await SettleAsync(action, context, intendedAt, cancellationToken)
                ?? new(StepStatus.Failed, $"{e.Message} The cluster shows no trace of the request, so it was most likely never carried out.");
        }
        catch (ProxmoxException e)
        {
            await ledger.RecordAsync(context.RunId, context.Number, entry => entry.Journal(JournalPhase.Refused, detail: e.Message), cancellationToken);
            if (e.Kind == FailureKind.AlreadySo && await settler.ObserveAsync(action, context, cancellationToken) is Observation.AlreadySo so)
                return new(StepStatus.Unchanged, so.Text);
            throw;
        }

        await RecordTaskAsync(context, upid, cancellationToken);
        return await FinishAsync(action, context, upid, cancellationToken);
    }

    private async Task<StepOutcome?> SettleAsync(IStepAction action, StepContext context, DateTimeOffset intendedAt, CancellationToken cancellationToken)
    {
        var settlement = await settler.SettleAsync(action, context, intendedAt, cancellationToken);
        if (settlement.Task is { } upid)
        {
            await RecordTaskAsync(context, upid, cancellationToken);
            return await FinishAsync(action, context, upid, cancellationToken);
        }

        if (settlement.Observed is Observation.AlreadySo)
        {
            await ledger.RecordAsync(context.RunId, context.Number, entry => entry.Journal(JournalPhase.Settled, detail: "observed"), cancellationToken);
            return new(StepStatus.Succeeded, action.Done(context));
        }

        if (settlement.Observed is Observation.Conflict conflict) return new(StepStatus.Failed, conflict.Text, IsUnknown: true);
        await ledger.RecordAsync(context.RunId, context.Number, entry => entry.Journal(JournalPhase.Refused, detail: "no trace of it on the cluster"), cancellationToken);
        return null;
    }

    private async Task<StepOutcome> FinishAsync(IStepAction action, StepContext context, Upid upid, CancellationToken cancellationToken)
    {
        var state = await watch.WaitAsync(context, upid, cancellationToken);
        await ledger.RecordAsync(context.RunId, context.Number, entry => entry.Journal(JournalPhase.Settled, upid: upid.Text, detail: state.ExitStatus), cancellationToken);
        if (!state.IsSuccess) return new(StepStatus.Failed, $"The task {upid.Type} failed: {state.ExitStatus}");

        return await settler.ObserveAsync(action, context, cancellationToken) switch
        {
            Observation.AlreadySo => new(StepStatus.Succeeded, state.HasWarnings ? $"{action.Done(context)} ({state.ExitStatus})" : action.Done(context)),
            Observation.Conflict conflict => new(StepStatus.Failed, conflict.Text),
            _ => new(StepStatus.Failed, $"The task {upid.Type} ended well, but the cluster does not show its effect."),
        };
    }

    private async Task<DateTimeOffset> IntendAsync(StepContext context, ApiCall call, CancellationToken cancellationToken)
    {
        var at = default(DateTimeOffset);
        await ledger.RecordAsync(
            context.RunId,
            context.Number,
            entry =>
            {
                at = entry.Now;
                entry.Step.Vmid = context.Vmid?.Value;
                entry.Journal(JournalPhase.Intent, context.Vmid?.Value, detail: call.Note);
            },
            cancellationToken);
        return at;
    }

    private Task RecordTaskAsync(StepContext context, Upid upid, CancellationToken cancellationToken) =>
        ledger.RecordAsync(
            context.RunId,
            context.Number,
            entry =>
            {
                entry.Run.Warning = null;
                entry.Step.Upid = upid.Text;
                entry.Journal(JournalPhase.Task, context.Vmid?.Value, upid.Text);
            },
            cancellationToken);
}
