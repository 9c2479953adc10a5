using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Core.Proxmox.Cluster;
using MycoPod.Core.Proxmox.Guests;

namespace MycoPod.Reconciler.Execution.Steps;

/// <summary>Moves a guest to another node. Where it is, the cluster as a whole knows.</summary>
internal sealed class MigrateAction : IStepAction
{
    public bool Handles(Step step) => step is MigrateGuest;

    public async Task<Observation> ObserveAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (context.Vmid is not { } vmid) return new Observation.Absent();
        var step = (MigrateGuest)context.Step;
        var now = await context.Client.FindNodeOfAsync(vmid, cancellationToken);
        if (now is not { } node) return GuestIdentity.Gone(context.Guest, vmid);
        var guest = context.Guest with { Node = node };
        var config = await context.Client.FindConfigAsync(node, guest.Type, vmid, cancellationToken);
        if (config is null) return new Observation.InProgress();
        if (GuestIdentity.Compare(context, guest, vmid, config) is { } conflict) return conflict;
        if (config.Lock is not null) return new Observation.InProgress();
        if (node == step.TargetNode) return new Observation.AlreadySo($"{step.Done(context.Names)} already");
        return node == step.Guest.Node ? new Observation.Absent() : new Observation.Conflict($"{guest.Name} is on {node} now; when this was planned it was on {step.Guest.Node}. Preview again.");
    }

    /// <summary>For a guest under HA the task ends when the move is queued (facts: Tasks).</summary>
    public async Task<Observation> VerifyAsync(StepContext context, CancellationToken cancellationToken)
    {
        var observed = await ObserveAsync(context, cancellationToken);
        return observed is Observation.Absent && context.Vmid is { } vmid && await context.Client.IsUnderHaAsync(context.Guest.Node, context.Guest.Type, vmid, cancellationToken)
            ? new Observation.InProgress()
            : observed;
    }
}
