using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Proxmox.Cluster;
using MycoPod.Core.Proxmox.Guests;

namespace MycoPod.Reconciler.Execution.Steps;

/// <summary>
/// Makes a guest. It is ours only if name and creation marker agree; a number alone proves nothing, because the cluster
/// hands numbers out again.
/// </summary>
internal sealed class CreateGuestAction : IStepAction
{
    public bool Handles(Step step) => step is ICreatesGuest;

    public bool MayChooseAgain(StepContext context) => context.Step is ICreatesGuest { Vmid: null };

    public async Task<Observation> ObserveAsync(StepContext context, CancellationToken cancellationToken)
    {
        var step = (ICreatesGuest)context.Step;
        if (context.Vmid is { } chosen && await FindOursAsync(context, step, chosen, cancellationToken) is { } found) return found;
        foreach (var guest in await context.Client.FindGuestsNamedAsync(step.Made.Name, cancellationToken))
        {
            var isOurs = guest.Kind == step.Made.Type && guest.Node == step.Made.Node
                && await FindOursAsync(context, step, guest.Vmid, cancellationToken) is not null;
            if (!isOurs)
                return new Observation.Conflict($"A guest named {step.Made.Name} exists now ({guest.Kind.Noun()} {guest.Vmid} on {guest.Node}); when this was planned there was none. Preview again.");
            context.Names.Choose(step.Made.Name, guest.Vmid);
            return new Observation.AlreadySo($"{step.Made.Name} was made already as {guest.Kind.Noun()} {guest.Vmid}");
        }

        if (step.Vmid is { } asked && !await context.Client.IsFreeAsync(asked, cancellationToken))
            return new Observation.Conflict($"The number {asked} that {step.Made.Name} was to have is taken now. Nothing was made. Ask for another number, or for none, and preview again.");
        return await CheckSourceAsync(context, step, cancellationToken) is { } conflict ? conflict : new Observation.Absent();
    }

    public async Task PrepareAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (((ICreatesGuest)context.Step).Vmid is { } asked)
        {
            context.Names.Choose(context.Guest.Name, asked);
            return;
        }

        if (context.Vmid is { } chosen && await context.Client.IsFreeAsync(chosen, cancellationToken)) return;
        context.Names.Choose(context.Guest.Name, await context.Client.GetNextFreeVmidAsync(cancellationToken));
    }

    private static async Task<Observation?> CheckSourceAsync(StepContext context, ICreatesGuest step, CancellationToken cancellationToken) =>
        step.CopiedFrom is { } source && context.Names.FindVmid(source) is { } vmid ? await GuestIdentity.CheckAsync(context, source, vmid, cancellationToken) : null;

    private static async Task<Observation?> FindOursAsync(StepContext context, ICreatesGuest step, Vmid vmid, CancellationToken cancellationToken)
    {
        var config = await context.Client.FindConfigAsync(step.Made.Node, step.Made.Type, vmid, cancellationToken);

        // While it is being made, a guest shows hardly more than its lock: whose it is can be told only afterwards.
        if (config is { Lock: "create" or "clone", Name: null }) return new Observation.InProgress();
        if (config is null || config.Name != step.Made.Name || config.Marker != context.Names.MarkerOf(context.Number)) return null;
        if (config.Lock is not null) return new Observation.InProgress();
        if (step.Expected.FirstOrDefault(f => !f.IsMetBy(config.Values.GetValueOrDefault(f.Name))) is { } changed)
            return new Observation.Conflict($"{step.Made.Name} has {changed.Name} {config.Values.GetValueOrDefault(changed.Name)} instead of {changed.Value}. Somebody changed it meanwhile. Preview again.");
        return new Observation.AlreadySo($"{step.Made.Name} was made already as {step.Made.Type.Noun()} {vmid}");
    }
}
