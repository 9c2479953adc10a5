using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Shell;
using MycoPod.Core.Proxmox;
using MycoPod.Core.Proxmox.Errors;
using MycoPod.Core.Proxmox.Guests;
using MycoPod.Reconciler.Execution;

namespace MycoPod.Reconciler.Shell;

/// <summary>What is asked of a guest over the API: to run a command, and where it is.</summary>
internal sealed class GuestAgent(CommandRunner commands, ClusterRetry retry, ExecutionTimes times, TimeProvider time)
{
    public static Task<long> StartAsync(StepContext context, ApiCall call, CancellationToken cancellationToken) =>
        context.Client.StartCommandAsync(new ProxmoxRequest(call.Method, call.Path, call.Parameters), cancellationToken);

    /// <summary>Waits for a command's end, at growing intervals.</summary>
    /// <exception cref="ProxmoxException">The agent does not know it any more, or it took too long.</exception>
    public async Task<CommandEnd> FollowAsync(StepContext context, long pid, bool isForLog, CancellationToken cancellationToken)
    {
        var (node, vmid, begin) = (context.Guest.Node, NumberOf(context), time.GetTimestamp());
        for (var interval = times.TaskInterval; ; interval = times.NextTaskInterval(interval))
        {
            var state = await retry.ForReading(context.RunId, context.Number).ExecuteAsync(async token => await context.Client.GetCommandAsync(node, vmid, pid, token), cancellationToken);
            if (state.HasEnded) return await EndAsync(context, state, isForLog);
            if (time.GetElapsedTime(begin) > times.LongestCommand)
                throw new ProxmoxException(FailureKind.UnknownOutcome, $"The command did not end within {times.LongestCommand.TotalMinutes:0} min; it may still run.");
            await Task.Delay(interval, time, cancellationToken);
        }
    }

    /// <summary>Reads where a guest is that is reached over SSH, if its step does not say so.</summary>
    /// <exception cref="FormatException">It has no address that is known.</exception>
    public static async Task ReadAddressAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (context.Step is not RunInGuest { Way: ShellWay.Ssh, Address: null }) return;
        var address = await FindAddressAsync(context, cancellationToken)
            ?? throw new FormatException($"The cluster shows no address of {context.Guest.Name}, so no command was run. Its agent tells it; or say the address in the declaration.");
        context.Names.KeepRead(context.Number, new Dictionary<string, string>(StringComparer.Ordinal) { ["address"] = address });
    }

    /// <summary>What the guest says of itself, else what it was configured with; null where neither is known.</summary>
    public static async Task<string?> FindAddressAsync(StepContext context, CancellationToken cancellationToken)
    {
        var (guest, vmid) = (context.Guest, NumberOf(context));
        try
        {
            if (await context.Client.FindAddressAsync(guest.Node, guest.Type, vmid, cancellationToken) is { } seen) return seen;
        }
        catch (ProxmoxException e) when (e.Kind is FailureKind.AlreadySo or FailureKind.Server)
        {
            // No agent, or none that answers.
        }

        var config = await context.Client.FindConfigAsync(guest.Node, guest.Type, vmid, cancellationToken);
        var card = config?.Values.GetValueOrDefault(guest.Type == GuestKind.Vm ? "ipconfig0" : "net0") ?? "";
        return card.Split(',').Where(p => p.StartsWith("ip=", StringComparison.Ordinal)).Select(p => p["ip=".Length..].Split('/')[0]).FirstOrDefault(a => a.Contains('.', StringComparison.Ordinal));
    }

    public static Vmid NumberOf(StepContext context) => context.Vmid ?? throw new InvalidOperationException($"The number of {context.Guest.Name} is not known yet.");

    private async Task<CommandEnd> EndAsync(StepContext context, AgentCommandState state, bool isForLog)
    {
        var output = commands.OutputOf(context, isForLog);
        var storing = output.StoreAsync();
        await output.AddTextAsync(state.Output);
        await output.AddTextAsync(state.Errors, isError: true);
        if (state.IsTruncated) await output.AddTextAsync("… The guest agent did not keep all of the output.");
        output.Complete();
        await storing;
        return new(state.ExitStatus, state.Signal, output.Kept, output.LastLines);
    }
}
