using MycoPod.Core.Plans;
using MycoPod.Core.Proxmox;
using MycoPod.Core.Proxmox.Errors;
using MycoPod.Core.Proxmox.Tasks;
using MycoPod.Core.Runs;

namespace MycoPod.Reconciler.Execution;

/// <summary>
/// Sends a step's one changing request: intent stored before, task stored after. It is sent again only after an answer, or the
/// lack of a connection, that proves it was not carried out.
/// </summary>
internal sealed class ChangeSender(RunLedger ledger, ClusterRetry retry)
{
    /// <summary>How often another number is taken when somebody else was faster.</summary>
    private const int NumberAttempts = 3;

    /// <exception cref="ProxmoxException">The cluster refused it, or could not be reached; it certainly was not carried out.</exception>
    public async Task<SentChange> SendAsync(IStepAction action, StepContext context, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await retry.ForChanging(context.RunId, context.Number).ExecuteAsync(async token => await SendOnceAsync(action, context, token), cancellationToken);
            }
            catch (ProxmoxException e) when (e.Kind == FailureKind.ExistsAlready && action.MayChooseAgain(context) && attempt < NumberAttempts)
            {
                // Somebody took the number between asking for it and using it: nothing was made, another number is taken.
            }
        }
    }

    /// <summary>Stores which task the step waits for.</summary>
    public Task RecordTaskAsync(StepContext context, Upid upid, CancellationToken cancellationToken) =>
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

    private async Task<SentChange> SendOnceAsync(IStepAction action, StepContext context, CancellationToken cancellationToken)
    {
        await action.PrepareAsync(context, cancellationToken);
        var call = context.Call;
        var intendedAt = await IntendAsync(context, call, cancellationToken);
        try
        {
            var answer = await context.Client.SendAsync(new ProxmoxRequest(call.Method, call.Path, call.Parameters), cancellationToken);
            if (call.Task is null && !answer.ToString().StartsWith("UPID:", StringComparison.Ordinal))
            {
                await ledger.RecordAsync(context.RunId, context.Number, entry => entry.Journal(JournalPhase.Settled, context.Vmid?.Value, detail: "answered"), cancellationToken);
                return SentChange.Done;
            }

            var upid = Upid.Parse(answer.ToString());
            await RecordTaskAsync(context, upid, cancellationToken);
            return SentChange.Accepted(upid);
        }
        catch (FormatException e)
        {
            return SentChange.Unknown(intendedAt, $"The cluster answered without naming a task: {e.Message}");
        }
        catch (ProxmoxException e) when (e.Kind == FailureKind.UnknownOutcome)
        {
            return SentChange.Unknown(intendedAt, e.Message);
        }
        catch (ProxmoxException e)
        {
            await ledger.RecordAsync(context.RunId, context.Number, entry => entry.Journal(JournalPhase.Refused, context.Vmid?.Value, detail: e.Message), cancellationToken);

            // A guest that was deleted meanwhile may be what the step wants, too.
            if (e.Kind is FailureKind.AlreadySo or FailureKind.NotFound) return SentChange.Refused(e.Message);
            throw;
        }
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
}
