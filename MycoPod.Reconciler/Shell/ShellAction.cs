using System.Globalization;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Shell;
using MycoPod.Core.Proxmox.Errors;
using MycoPod.Core.Runs;
using MycoPod.Reconciler.Execution;
using MycoPod.Reconciler.Execution.Steps;
using MycoPod.Reconciler.Policy;

namespace MycoPod.Reconciler.Shell;

/// <summary>
/// Runs commands. With a check: look by it, run, look by it again; a lost answer is told by it, too. Without one, running is the point, and a
/// lost answer is a person's to judge.
/// </summary>
internal sealed class ShellAction(CommandRunner commands, GuestAgent agent, PolicyGate policy, RunLedger ledger, ClusterRetry retry, ExecutionTimes times, TimeProvider time) : IOwnCourse
{
    private const string Pid = "process ";

    public bool Handles(Step step) => step is IShellStep;

    /// <summary>Before the first change of a run: whether the guest is the one that was meant. No command is run for it.</summary>
    public async Task<Observation> ObserveAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (context.Step.Target is not { } guest || context.Vmid is not { } vmid) return new Observation.Absent();
        return await GuestIdentity.CheckAsync(context, guest, vmid, cancellationToken) is { } conflict ? conflict : new Observation.Absent();
    }

    public async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var journal = await ledger.ReadJournalAsync(context.RunId, context.Number, cancellationToken);
        var last = journal.Count == 0 ? null : journal[^1];
        var wasSent = last is { Phase: JournalPhase.Intent or JournalPhase.Task };
        try
        {
            return await ReadAsync(context, token => ObserveAsync(context, token), cancellationToken) is Observation.Conflict conflict
                ? new(StepStatus.Failed, conflict.Text, IsUnknown: wasSent)
                : await GoOnAsync(context, last, cancellationToken);
        }
        catch (Exception e) when (wasSent && (e is ProxmoxException or FormatException))
        {
            return new(StepStatus.Failed, $"The Agent was interrupted while the command ran, and what became of it cannot be looked up: {e.Message}", IsUnknown: true);
        }
    }

    private async Task<StepOutcome> GoOnAsync(StepContext context, JournalEntry? last, CancellationToken cancellationToken) =>
        last switch
        {
            { Phase: JournalPhase.Settled, Detail: var words } => await JudgeAsync(context, words == "exit status 0" ? 0 : null, $"The command ended with {words}. Its output is in the log.", cancellationToken),
            { Phase: JournalPhase.Task, Detail: { } detail } => await FollowAsync(context, long.Parse(detail[Pid.Length..], CultureInfo.InvariantCulture), cancellationToken),
            { Phase: JournalPhase.Intent, At: var at } => await SettleAsync(context, at, "The Agent was interrupted while the command ran.", cancellationToken) ?? await ActAgainAsync(context, cancellationToken),
            _ => await ActAsync(context, cancellationToken),
        };

    /// <summary>
    /// After an interruption. On a node the wrapper ended the command when the Agent was gone. In a VM it may run still, over SSH as by its agent,
    /// and a second one beside it could do harm: that is a person's to judge.
    /// </summary>
    private async Task<StepOutcome> ActAgainAsync(StepContext context, CancellationToken cancellationToken) => context.Step.Call(context.Number, context.Names) is NodeCommand
        ? await ActAsync(context, cancellationToken)
        : new(StepStatus.Failed, $"The Agent was interrupted while the command ran. By its check its work is not done, but it may still be at it in {context.Guest.Name}, so it was not run again. Look there before you retry.", IsUnknown: true);

    private async Task<StepOutcome> ActAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (await policy.RefuseAsync(context.Plan, context.Number, context.Vmid, context.Client, cancellationToken) is { } refusal) return new(StepStatus.Failed, $"{refusal} Nothing was run.");
        await GuestAgent.ReadAddressAsync(context, cancellationToken);
        if (((IShellStep)context.Step).Check is not null && (await CheckAsync(context, cancellationToken)).IsSuccess)
            return new(StepStatus.Unchanged, "The check succeeds already, so the command was not run");
        return context.Step.Call(context.Number, context.Names) is ApiCall call
            ? await ActByAgentAsync(context, call, cancellationToken)
            : await ActBySshAsync(context, cancellationToken);
    }

    private async Task<StepOutcome> ActBySshAsync(StepContext context, CancellationToken cancellationToken)
    {
        var call = context.Step.Call(context.Number, context.Names);
        using var session = await retry.ForChanging(context.RunId, context.Number, waitsForTasks: false).ExecuteAsync(async token => await commands.ConnectAsync(context, call, token), cancellationToken);
        var since = time.GetUtcNow();
        await JournalAsync(context, JournalPhase.Intent, context.Step.Note(context.Number, context.Names));
        try
        {
            return await EndAsync(context, await commands.RunAsync(session, context, call, isForLog: true, cancellationToken), cancellationToken);
        }
        catch (ProxmoxException e) when (e.Kind == FailureKind.UnknownOutcome)
        {
            return await SettleAsync(context, since, e.Message, cancellationToken) ?? new(StepStatus.Failed, $"{e.Sentence} By its check it did not do its work; it may have run in part, or run still. Look there before you retry.");
        }
    }

    private async Task<StepOutcome> ActByAgentAsync(StepContext context, ApiCall call, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow();
        try
        {
            var pid = await retry.ForChanging(context.RunId, context.Number, waitsForTasks: false).ExecuteAsync(
                async token =>
                {
                    await JournalAsync(context, JournalPhase.Intent, context.Step.Note(context.Number, context.Names));
                    return await GuestAgent.StartAsync(context, call, token);
                },
                cancellationToken);
            await JournalAsync(context, JournalPhase.Task, $"{Pid}{pid}");
            return await FollowAsync(context, pid, cancellationToken);
        }
        catch (ProxmoxException e) when (e.Kind == FailureKind.UnknownOutcome)
        {
            return await SettleAsync(context, since, e.Message, cancellationToken) ?? new(StepStatus.Failed, $"{e.Sentence} By its check it did not do its work; it may have run in part, or run still. Look there before you retry.");
        }
        catch (ProxmoxException e)
        {
            await JournalAsync(context, JournalPhase.Refused, e.Message);
            throw;
        }
    }

    /// <summary>Follows a command that the agent runs. What the agent no longer tells is looked for by the check.</summary>
    private async Task<StepOutcome> FollowAsync(StepContext context, long pid, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow();
        try
        {
            return await EndAsync(context, await agent.FollowAsync(context, pid, isForLog: true, cancellationToken), cancellationToken);
        }
        catch (ProxmoxException e)
        {
            return await SettleAsync(context, since, $"The agent no longer says what became of the command: {e.Message}", cancellationToken)
                ?? new(StepStatus.Failed, $"The agent no longer says what became of the command, and by its check it did not do its work: {e.Sentence} It may run still. Look there before you retry.");
        }
    }

    /// <summary>Finds out by the check what became of a command. It never runs it again.</summary>
    /// <returns>Null where the check says that its work is not done.</returns>
    private async Task<StepOutcome?> SettleAsync(StepContext context, DateTimeOffset since, string problem, CancellationToken cancellationToken)
    {
        if (((IShellStep)context.Step).Check is null)
            return new(StepStatus.Failed, $"{problem} Whether it did its work, wholly or in part, cannot be looked up: the command has no check.", IsUnknown: true);
        try
        {
            while (!(await CheckAsync(context, cancellationToken)).IsSuccess)
            {
                if (time.GetUtcNow() - since > times.Grace)
                {
                    await JournalAsync(context, JournalPhase.Refused, "the check says that its work is not done");
                    return null;
                }

                await Task.Delay(times.LookInterval, time, cancellationToken);
            }
        }
        catch (Exception e) when (e is ProxmoxException or FormatException)
        {
            return new(StepStatus.Failed, $"{problem} Then its check could not be run: {e.Message}", IsUnknown: true);
        }

        await JournalAsync(context, JournalPhase.Settled, "exit status 0");
        return new(StepStatus.Succeeded, context.Step.Done(context.Names));
    }

    private async Task<StepOutcome> EndAsync(StepContext context, CommandEnd end, CancellationToken cancellationToken)
    {
        await JournalAsync(context, JournalPhase.Settled, end.Words);
        if (end.StoppedBy is not null) return new(StepStatus.Failed, context.Step is RunOnNode ? "The command was stopped. What it did until then stays." : $"The command was told to stop, and what it did until then stays. Look in {context.Guest.Name} whether it heeded that.");
        return await JudgeAsync(context, end.ExitStatus, end.LastLines.Length == 0 ? $"The command ended with {end.Words} and wrote nothing." : $"The command ended with {end.Words}. Its last lines:\n{end.LastLines}", cancellationToken);
    }

    private async Task<StepOutcome> JudgeAsync(StepContext context, int? exitStatus, string failure, CancellationToken cancellationToken)
    {
        if (exitStatus != 0) return new(StepStatus.Failed, failure);
        if (((IShellStep)context.Step).Check is not null && await CheckAsync(context, cancellationToken) is { IsSuccess: false } check)
            return new(StepStatus.Failed, $"The command succeeded, but its check does not: {check.Words}.{(check.LastLines.Length == 0 ? "" : $" Its last lines:\n{check.LastLines}")}");
        return new(StepStatus.Succeeded, context.Step.Done(context.Names));
    }

    /// <summary>Runs the check; it changes nothing, so it may be run again.</summary>
    private Task<CommandEnd> CheckAsync(StepContext context, CancellationToken cancellationToken) => ReadAsync(
        context,
        async token =>
        {
            await GuestAgent.ReadAddressAsync(context, token);
            var step = (IShellStep)context.Step;
            var call = step.CallOf(step.Check ?? "", context.Number, context.Names);
            if (call is ApiCall api) return await agent.FollowAsync(context, await GuestAgent.StartAsync(context, api, token), isForLog: false, token);
            using var session = await commands.ConnectAsync(context, call, token);
            return await commands.RunAsync(session, context, call, isForLog: false, token);
        },
        cancellationToken);

    private async Task<T> ReadAsync<T>(StepContext context, Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken) =>
        await retry.ForReading(context.RunId, context.Number).ExecuteAsync(async token => await read(token), cancellationToken);

    /// <summary>What happened is written down even while the run is being cancelled.</summary>
    private Task JournalAsync(StepContext context, JournalPhase phase, string detail) =>
        ledger.RecordAsync(context.RunId, context.Number, entry => entry.Journal(phase, context.Vmid?.Value, detail: detail), CancellationToken.None);
}
