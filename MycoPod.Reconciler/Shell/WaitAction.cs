using System.Net.Sockets;
using System.Text;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Shell;
using MycoPod.Core.Proxmox.Errors;
using MycoPod.Core.Proxmox.Guests;
using MycoPod.Core.Runs;
using MycoPod.Reconciler.Execution;
using MycoPod.Reconciler.Execution.Steps;

namespace MycoPod.Reconciler.Shell;

/// <summary>Waits for a guest. It only reads, so it needs no journal: after a crash it waits anew.</summary>
internal sealed class WaitAction(RunLedger ledger, CancelRequests cancels, ExecutionTimes times, TimeProvider time) : IOwnCourse
{
    private static readonly TimeSpan LongestInterval = TimeSpan.FromSeconds(5);

    public bool Handles(Step step) => step is WaitForGuest;

    /// <summary>Before the first change of a run: whether the guest is the one that was meant.</summary>
    public async Task<Observation> ObserveAsync(StepContext context, CancellationToken cancellationToken) =>
        context.Vmid is { } vmid && await GuestIdentity.CheckAsync(context, context.Guest, vmid, cancellationToken) is { } conflict ? conflict : new Observation.Absent();

    public async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var step = (WaitForGuest)context.Step;
        var (begin, interval, said) = (time.GetTimestamp(), times.LookInterval, "");
        for (var isFirst = true; ; isFirst = false)
        {
            var missing = await LookAsync(context, step, cancellationToken);
            if (missing is null) return new(isFirst ? StepStatus.Unchanged : StepStatus.Succeeded, step.Done(context.Names));
            if (cancels.Find(context.RunId) is not null) return new(StepStatus.Cancelled, $"No longer waited for. Last seen: {missing} Nothing was changed by waiting.");
            if (time.GetElapsedTime(begin) > TimeSpan.FromSeconds(step.DeadlineSeconds))
                return new(StepStatus.Failed, $"{context.Guest.Name} was waited for {step.DeadlineSeconds} s in vain. Last seen: {missing} Nothing was changed by waiting; look at the guest, then retry.");
            if (missing != said) await ledger.RecordAsync(context.RunId, context.Number, entry => entry.Line($"Not yet: {missing}"), cancellationToken);
            said = missing;
            await Task.Delay(interval, time, cancellationToken);
            interval = ExecutionTimes.Longer(interval, LongestInterval);
        }
    }

    /// <returns>What is still missing, or null. That the guest is another now, or may not be asked, is no matter of time and thrown.</returns>
    private async Task<string?> LookAsync(StepContext context, WaitForGuest step, CancellationToken cancellationToken)
    {
        try
        {
            if (await ObserveAsync(context, cancellationToken) is Observation.Conflict conflict) throw new FormatException(conflict.Text);
            var (guest, vmid) = (context.Guest, GuestAgent.NumberOf(context));
            switch (step.For)
            {
                case GuestSign.Agent:
                    await context.Client.AskAgentAsync(guest.Node, vmid, cancellationToken);
                    return null;
                case GuestSign.Address:
                    return await context.Client.FindAddressAsync(guest.Node, guest.Type, vmid, cancellationToken) is null ? $"{guest.Name} has no address." : null;
                default:
                    return await GreetAsync(step.Address ?? await GuestAgent.FindAddressAsync(context, cancellationToken), guest.Name, cancellationToken);
            }
        }
        catch (ProxmoxException e) when (e.Kind is not (FailureKind.Permission or FailureKind.Authentication or FailureKind.RootOnly))
        {
            return $"{e.Message.TrimEnd('.')}.";
        }
    }

    /// <summary>An SSH server says first what it is (RFC 4253, 4.2).</summary>
    private async Task<string?> GreetAsync(string? address, string name, CancellationToken cancellationToken)
    {
        if (address is null) return $"{name} has no address that is known.";
        var (host, port) = SshTarget.Split(address);
        using var patience = new CancellationTokenSource(times.LongestConnecting, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(host, port, either.Token);
            var greeting = new byte[4];
            await client.GetStream().ReadExactlyAsync(greeting, either.Token);
            return greeting.AsSpan().SequenceEqual("SSH-"u8) ? null : $"something else than SSH answers at {host}, port {port}: {Encoding.ASCII.GetString(greeting)}";
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return $"no SSH at {host}, port {port}: {e.Message.TrimEnd('.')}.";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"nothing answers at {host}, port {port}.";
        }
    }
}
