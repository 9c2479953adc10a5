using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps;
using MycoPod.Core.Proxmox.Cluster;
using MycoPod.Core.Proxmox.Guests;

namespace MycoPod.Reconciler.Execution.Steps;

/// <summary>
/// Makes a container. It is ours only if name and creation marker agree; a number alone proves nothing, because the cluster
/// hands numbers out again.
/// </summary>
internal sealed class CreateContainerAction : IStepAction
{
    public bool Handles(Step step) => step is CreateContainer;

    public bool MayChooseAgain => true;

    public async Task<Observation> ObserveAsync(StepContext context, CancellationToken cancellationToken)
    {
        var step = (CreateContainer)context.Step;
        if (context.Vmid is { } chosen && await FindOursAsync(context, step, chosen, cancellationToken) is { } found) return found;
        foreach (var guest in await context.Client.FindGuestsNamedAsync(step.Name, cancellationToken))
        {
            var isOurs = guest is { Kind: GuestKind.Ct, Node: { } node } && node == step.Node
                && await FindOursAsync(context, step, guest.Vmid, cancellationToken) is not null;
            if (!isOurs)
                return new Observation.Conflict($"A guest named {step.Name} exists now ({guest.Kind.Noun()} {guest.Vmid} on {guest.Node}); when this was planned there was none. Preview again.");
            context.Names.Choose(step.Name, guest.Vmid);
            return new Observation.AlreadySo($"{step.Name} was made already as container {guest.Vmid}");
        }

        return new Observation.Absent();
    }

    public async Task PrepareAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (context.Vmid is { } chosen && await context.Client.IsFreeAsync(chosen, cancellationToken)) return;
        context.Names.Choose(context.Guest.Name, await context.Client.GetNextFreeVmidAsync(cancellationToken));
    }

    private static async Task<Observation?> FindOursAsync(StepContext context, CreateContainer step, Vmid vmid, CancellationToken cancellationToken)
    {
        var config = await context.Client.FindConfigAsync(step.Node, GuestKind.Ct, vmid, cancellationToken);

        // While it is being made, a container shows hardly more than its lock: whose it is can be told only afterwards.
        if (config is { Lock: "create", Name: null }) return new Observation.InProgress();
        if (config is null || config.Name != step.Name || config.Marker != context.Names.MarkerOf(context.Number)) return null;
        if (config.Lock is not null) return new Observation.InProgress();
        if (config.Cores != step.Cores || config.MemoryMiB != step.MemoryMiB)
            return new Observation.Conflict($"{step.Name} has {config.Cores} cores and {config.MemoryMiB} MiB of memory instead of {step.Cores} and {step.MemoryMiB}. Somebody changed it meanwhile. Preview again.");
        return new Observation.AlreadySo($"{step.Name} was made already as container {vmid}");
    }
}
