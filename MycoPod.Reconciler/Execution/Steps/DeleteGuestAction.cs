using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Core.Proxmox.Cluster;
using MycoPod.Core.Proxmox.Guests;

namespace MycoPod.Reconciler.Execution.Steps;

/// <summary>
/// Deletes a guest. One that is gone can prove nothing any more, so gone means that its number is free in the whole cluster: a
/// guest that moved to another node, or another one under its number, is a conflict. After our own task it is enough that this guest is gone.
/// </summary>
internal sealed class DeleteGuestAction : IStepAction
{
    public bool Handles(Step step) => step is DeleteGuest;

    public async Task<Observation> ObserveAsync(StepContext context, CancellationToken cancellationToken)
    {
        var (guest, vmid) = (context.Guest, Number(context));
        var config = await context.Client.FindConfigAsync(guest.Node, guest.Type, vmid, cancellationToken);
        if (config is null)
        {
            return await context.Client.IsFreeAsync(vmid, cancellationToken)
                ? new Observation.AlreadySo($"There is no {guest.Type.Noun()} {vmid} ({guest.Name}) any more")
                : new Observation.Conflict($"{vmid} is no longer {guest.Type.Noun()} {guest.Name} on {guest.Node}: it was moved, or the number is another guest's now. Preview again.");
        }

        // While it is being destroyed, a guest shows hardly more than its lock.
        if (config.Lock == "destroyed") return new Observation.InProgress();
        if (GuestIdentity.Compare(context, guest, vmid, config) is { } conflict) return conflict;
        if (config.Lock is not null) return new Observation.InProgress();
        return await context.Client.GetPowerAsync(guest.Node, guest.Type, vmid, cancellationToken) == GuestPower.Running
            ? new Observation.Conflict($"{guest.Name} runs, and only a stopped guest is deleted. Stop it, or preview again.")
            : new Observation.Absent();
    }

    public async Task<Observation> VerifyAsync(StepContext context, CancellationToken cancellationToken)
    {
        var (guest, vmid) = (context.Guest, Number(context));
        var config = await context.Client.FindConfigAsync(guest.Node, guest.Type, vmid, cancellationToken);
        return config is null || GuestIdentity.Compare(context, guest, vmid, config) is not null
            ? new Observation.AlreadySo($"{guest.Name} is gone")
            : new Observation.Absent();
    }

    private static Vmid Number(StepContext context) => context.Vmid ?? throw new InvalidOperationException($"{context.Guest.Name} has no number, so it cannot be deleted.");
}
