using MycoPod.Core.Inventory;

namespace MycoPod.Core.Plans;

/// <summary>
/// The guest a step means. One that existed at planning carries its whole identity, which must still hold when the step
/// runs; one that an earlier step of the same plan makes carries no number.
/// </summary>
/// <param name="Marker">The creation marker seen at planning, where there was one.</param>
public sealed record GuestReference(string Name, GuestKind Type, NodeName Node, Vmid? Vmid = null, string? Marker = null)
{
    public static GuestReference To(Guest guest) => new(guest.Name, guest.Kind, guest.Node, guest.Vmid, guest.Marker);
}
