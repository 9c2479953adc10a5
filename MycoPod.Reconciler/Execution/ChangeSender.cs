using MycoPod.Core.Plans;
using MycoPod.Core.Proxmox.Errors;
using MycoPod.Core.Proxmox.Tasks;
using MycoPod.Core.Runs;

namespace MycoPod.Reconciler.Execution;

/// <summary>
/// Sends a step's one changing request: intent stored before, task stored after. It is sent again only after an answer, or the
/// lack of a connection, that proves it was not carried out.
/// </summary>
internal sealed class ChangeSender(RunLedger ledger, ClusterRetry retry, RequestAssembly requests, CancelRequests cancels, ExecutionTimes times, TimeProvider time)
{
    /// <summary>How often another number is taken when somebody else was faster.</summary>
    private const int NumberAttempts = 3;

    /// <exception cref="ProxmoxException">The cluster refused it, or could not be reached; it certainly was not carried out.</exception>
    /// <exception cref="FormatException">A secret or file that it names is lacking; nothing was sent.</exception>
    public async Task<SentChange> SendAsync(IStepAction action, StepContext context, CancellationToken cancellationToken)
    {
        var begin = time.GetTimestamp();
        var isCopy = context.Step is ICreatesGuest { CopiedFrom: not null };
        for (var (attempt, waits) = (1, 0); ;)
        {
            try
            {
                return await retry.ForChanging(context.RunId, context.Number, waitsForTasks: isCopy).ExecuteAsync(async token => await SendOnceAsync(action, context, token), cancellationToken);
            }
            catch (ProxmoxException e) when (e.Kind == FailureKind.ExistsAlready && action.MayChooseAgain(context) && attempt < NumberAttempts)
            {
                // Somebody took the number between asking for it and using it: nothing was made, another number is taken.
                attempt++;
            }
            catch (ProxmoxException e) when (isCopy && e.Kind == FailureKind.LockedByTask && cancels.Find(context.RunId) is null && time.GetElapsedTime(begin) < times.LongestLock)
            {
                // Copies of one guest queue up: while one is made, its source is locked (facts, annex A2).
                if (waits++ == 0) await SayThatItWaitsAsync(context, e, cancellationToken);
                await Task.Delay(times.LookInterval, time, cancellationToken);
            }
        }
    }

    private Task SayThatItWaitsAsync(StepContext context, ProxmoxException reason, CancellationToken cancellationToken) => ledger.RecordAsync(
        context.RunId, context.Number, entry => entry.Event(RunEventKind.Retrying, $"{reason.Sentence} It is waited for; then this copy is made."), cancellationToken);

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
        var request = requests.Of(call);
        var intendedAt = await IntendAsync(context, call, cancellationToken);
        try
        {
            using var last = new LingeringToken(times.LastAnswer, time, cancellationToken);
            var answer = await context.Client.SendAsync(request, last.Token);
            action.Keep(context, answer);
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
            if (e.Kind == FailureKind.Validation && IsGuestConfig(call)) return SentChange.Stored(e.Message);
            if (e.Kind is FailureKind.AlreadySo or FailureKind.NotFound) return SentChange.Refused(e.Message);
            throw;
        }
    }

    /// <summary>A VM that runs refuses what it cannot take over, when its configuration is written already (PVE/API2/Qemu.pm, vmconfig_hotplug_pending).</summary>
    private static bool IsGuestConfig(ApiCall call) =>
        call.Method is "PUT" or "POST"
        && call.Path.EndsWith("/config", StringComparison.Ordinal)
        && call.Path.Contains("/qemu/", StringComparison.Ordinal);

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
