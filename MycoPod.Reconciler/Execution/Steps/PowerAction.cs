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
        if (await GuestIdentity.CheckAsync(context, context.Guest, vmid, cancellationToken) is { } conflict) return conflict;
        var power = await context.Client.GetPowerAsync(context.Guest.Node, context.Guest.Type, vmid, cancellationToken);
        return power == ((IPowerStep)context.Step).Wanted ? new Observation.AlreadySo($"{context.Step.Done(context.Names)} already") : new Observation.Absent();
    }

    /// <summary>For a guest under HA the task ends when the change is queued (facts: Tasks).</summary>
    public async Task<Observation> VerifyAsync(StepContext context, CancellationToken cancellationToken)
    {
        var observed = await ObserveAsync(context, cancellationToken);
        return observed is Observation.Absent && context.Vmid is { } vmid && await context.Client.IsUnderHaAsync(context.Guest.Node, context.Guest.Type, vmid, cancellationToken)
            ? new Observation.InProgress()
            : observed;
    }
}
