using System.Text;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Shell;
using MycoPod.Core.Proxmox.Cluster;
using MycoPod.Core.Proxmox.Errors;
using MycoPod.Core.Proxmox.Exchanges;
using MycoPod.Core.Proxmox.Guests;
using MycoPod.Reconciler.Credentials;
using MycoPod.Reconciler.Execution;

namespace MycoPod.Reconciler.Shell;

/// <summary>Runs one command over SSH, with its output in the log and its exchange on record.</summary>
internal sealed class CommandRunner(ClusterAccess access, AgentKey key, GuestHostKeys hostKeys, RunLedger ledger, CancelRequests cancels, ExecutionTimes times, TimeProvider time)
{
    /// <summary>Output for a step, ready to be filled.</summary>
    /// <param name="isForLog">Whether its lines go into the run's log.</param>
    public CommandOutput OutputOf(StepContext context, bool isForLog) => new(Mask(), isForLog ? lines => StoreAsync(context, lines) : null);

    /// <summary>Connects, so that what follows is sent once.</summary>
    public async Task<SshSession> ConnectAsync(StepContext context, StepCall call, CancellationToken cancellationToken) =>
        await SshSession.OpenAsync(call is NodeCommand node ? await TargetAsync(context, node, cancellationToken) : await TargetAsync(context, (GuestCommand)call, cancellationToken), times.LongestConnecting, time, cancellationToken);

    public async Task<CommandEnd> RunAsync(SshSession session, StepContext context, StepCall call, bool isForLog, CancellationToken cancellationToken)
    {
        var (line, input) = call switch
        {
            NodeCommand node => (node.Line, Framed(node.Command)),
            GuestCommand guest => (guest.Command, null),
            _ => throw new InvalidOperationException($"{call.Note} is no command over SSH."),
        };
        var output = OutputOf(context, isForLog);
        var storing = output.StoreAsync();
        var (startedAt, begin) = (time.GetUtcNow(), time.GetTimestamp());
        await using var limit = new CommandLimit(cancels, context.RunId, times, time, cancellationToken);
        try
        {
            var (exitStatus, signal) = await session.RunAsync(line, input, output, limit.Token);
            return await EndAsync(new CommandEnd(exitStatus, signal, "", ""), failure: null);
        }
        catch (ProxmoxException e)
        {
            await EndAsync(end: null, e.Message);
            throw;
        }
        catch (OperationCanceledException e)
        {
            var end = await EndAsync(end: null, limit.StoppedBy is null ? "It was cancelled." : $"{limit.StoppedBy} cancelled the run and had it stopped.");
            if (cancellationToken.IsCancellationRequested) throw;
            if (limit.StoppedBy is not null) return end with { StoppedBy = limit.StoppedBy };
            throw new ProxmoxException(FailureKind.UnknownOutcome, $"The command did not end within {times.LongestCommand.TotalMinutes:0} min, and was ended.", e);
        }

        // What happened is recorded even while the caller is being cancelled.
        async Task<CommandEnd> EndAsync(CommandEnd? end, string? failure)
        {
            output.Complete();
            await ThenAsync(storing, () => RecordAsync(context, call, end, output.Kept, failure, startedAt, time.GetElapsedTime(begin)));
            return (end ?? new(ExitStatus: null, Signal: null, "", "")) with { Output = output.Kept, LastLines = output.LastLines };
        }
    }

    /// <summary>The second happens whatever becomes of the first.</summary>
    private static async Task ThenAsync(Task first, Func<Task> second)
    {
        try
        {
            await first;
        }
        finally
        {
            await second();
        }
    }

    private async Task<SshTarget> TargetAsync(StepContext context, NodeCommand call, CancellationToken cancellationToken)
    {
        var login = access.LoginTo(call.Node);
        var address = login.Address ?? await context.Client.FindNodeAddressAsync(call.Node, cancellationToken) ?? call.Node.Value;
        var (host, port) = SshTarget.Split(address);
        return new($"{call.Node}", host, port, login.User, login.PrivateKey, shown => shown.TrimEnd('=') == login.HostKey.TrimEnd('=')
            ? null
            : $"{call.Node} shows another host key than the credentials name: {shown} instead of {login.HostKey}. It may be another machine, so no command was run. "
                + "If its key was changed on purpose, put the new fingerprint into ssh.hostKeys and upload the file in Settings.");
    }

    private async Task<SshTarget> TargetAsync(StepContext context, GuestCommand call, CancellationToken cancellationToken)
    {
        var guest = context.Guest;
        var vmid = context.Vmid ?? throw new InvalidOperationException($"The number of {guest.Name} is not known yet.");
        var hardware = (await context.Client.FindConfigAsync(guest.Node, guest.Type, vmid, cancellationToken))?.HardwareId;
        var (host, port) = SshTarget.Split(call.Address);
        return new(guest.Name, host, port, call.User, key.PrivateKey, shown => hostKeys.Refuse(guest.Name, $"{vmid} {hardware}", shown));
    }

    private Task RecordAsync(StepContext context, StepCall call, CommandEnd? end, string output, string? failure, DateTimeOffset startedAt, TimeSpan duration)
    {
        var mask = Mask();
        var (node, where, command) = call switch
        {
            NodeCommand { Container: { } container } pct => ($"{pct.Node}", $"{pct.Node}: pct exec {container}", pct.Command),
            NodeCommand free => ($"{free.Node}", $"{free.Node}", free.Command),
            GuestCommand guest => ($"{context.Guest.Node}", $"{guest.User}@{guest.Address}", guest.Command),
            _ => ("", "", call.Note),
        };
        var raw = new RawExchange(
            node, RawExchange.Ssh, where, mask.Text(command), end?.ExitStatus, end?.Words, output, failure ?? (end?.ExitStatus is null ? end?.Words : null), startedAt, duration);
        return ledger.RecordExchangeAsync(context.RunId, context.Number, raw, CancellationToken.None);
    }

    private Task StoreAsync(StepContext context, IReadOnlyList<string> lines) => ledger.RecordAsync(
        context.RunId,
        context.Number,
        entry =>
        {
            foreach (var line in lines) entry.Line(line);
        },
        CancellationToken.None);

    private SecretMask Mask() => new([.. access.Secrets, .. SecretMask.LinesOf(key.PrivateKey)]);

    /// <summary>As the wrapper on the node reads it: the length in bytes on a line, then the command.</summary>
    private static byte[] Framed(string command)
    {
        var bytes = Encoding.UTF8.GetBytes(command);
        return [.. Encoding.ASCII.GetBytes($"{bytes.Length}\n"), .. bytes];
    }
}
