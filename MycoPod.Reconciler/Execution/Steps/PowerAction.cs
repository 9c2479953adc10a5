using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Proxmox.Guests;

namespace MycoPod.Reconciler.Execution.Steps;

/// <summary>Brings guests into a state of power.</summary>
internal sealed class PowerAction : IStepAction
{
    public bool Handles(Step step) => step is IPowerStep;

    public async Task<Observation> ObserveAsync(StepContext context, CancellationToken cancellationToken)
    {
        // Before the first change, a guest that this run has yet to make cannot be looked at.
        if (context.Vmid is not { } vmid) return new Observation.Absent();
        if (await GuestIdentity.CheckAsync(context, vmid, cancellationToken) is { } conflict) return conflict;
        var power = await context.Client.GetPowerAsync(context.Guest.Node, context.Guest.Type, vmid, cancellationToken);
        return power == ((IPowerStep)context.Step).Wanted ? new Observation.AlreadySo($"{context.Step.Done(context.Names)} already") : new Observation.Absent();
    }
}
