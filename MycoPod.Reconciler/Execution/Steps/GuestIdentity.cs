using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Proxmox.Guests;

namespace MycoPod.Reconciler.Execution.Steps;

/// <summary>Makes sure that a number still means the guest that the plan meant.</summary>
internal static class GuestIdentity
{
    /// <summary>A conflict, or null where name, creation marker and hardware agree.</summary>
    public static async Task<Observation.Conflict?> CheckAsync(StepContext context, GuestReference guest, Vmid vmid, CancellationToken cancellationToken)
    {
        var config = await context.Client.FindConfigAsync(guest.Node, guest.Type, vmid, cancellationToken);
        return config is null ? Gone(guest, vmid) : Compare(context, guest, vmid, config);
    }

    public static Observation.Conflict Gone(GuestReference guest, Vmid vmid) =>
        new($"There is no {guest.Type.Noun()} {vmid} ({guest.Name}) on {guest.Node} any more. Preview again.");

    /// <summary>As <see cref="CheckAsync"/>, for a guest that was found.</summary>
    public static Observation.Conflict? Compare(StepContext context, GuestReference guest, Vmid vmid, GuestConfig config)
    {
        if (config.Name != guest.Name) return new($"{vmid} is now named {config.Name}; when this was planned it was {guest.Name}. Preview again.");
        if (config.Marker != context.Names.MarkerOf(guest)) return new($"{vmid} is another guest of the name {guest.Name} than the one this was planned for. Preview again.");
        return guest.HasHardware(config.HardwareId)
            ? null
            : new($"{vmid} has {config.HardwareId ?? "neither UUID nor network card"}; when this was planned {guest.Name} had {guest.HardwareId}. It may be another guest. Preview again.");
    }
}
