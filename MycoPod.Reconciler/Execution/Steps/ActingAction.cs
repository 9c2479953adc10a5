using MycoPod.Core.Plans;
using MycoPod.Core.Proxmox.Guests;

namespace MycoPod.Reconciler.Execution.Steps;

/// <summary>Does what no look at the cluster can tell to be done; that its task ended well is the proof.</summary>
internal sealed class ActingAction : IStepAction
{
    public bool Handles(Step step) => step is IActingStep;

    public async Task<Observation> ObserveAsync(StepContext context, CancellationToken cancellationToken)
    {
        // Before the first change, a guest that this run has yet to make cannot be looked at.
        if (!context.MayBeNamed) return new Observation.Absent();
        if (context.Step is IGuardedStep guarded && await ObjectionAsync(context, guarded, cancellationToken) is { } objection) return new Observation.Conflict(objection);
        if (context.Vmid is not { } vmid) return new Observation.Absent();
        var config = await context.Client.FindConfigAsync(context.Guest.Node, context.Guest.Type, vmid, cancellationToken);
        if (config is null) return GuestIdentity.Gone(context.Guest, vmid);
        if (GuestIdentity.Compare(context, context.Guest, vmid, config) is { } conflict) return conflict;
        return config.Lock is null ? new Observation.Absent() : new Observation.InProgress();
    }

    private static async Task<string?> ObjectionAsync(StepContext context, IGuardedStep step, CancellationToken cancellationToken) =>
        step.Objection(await context.ReadAsync(step.Query(context.Number, context.Names), mayBeMissing: true, cancellationToken), context.Number, context.Names);

    /// <summary>Its task may have run and be missing from the list, as where a node's clock is behind: that is no proof that it never ran.</summary>
    public bool CanTellAbsence(StepContext context) => false;

    public Task<Observation> VerifyAsync(StepContext context, CancellationToken cancellationToken) =>
        Task.FromResult<Observation>(new Observation.AlreadySo(context.Step.Done(context.Names)));
}
