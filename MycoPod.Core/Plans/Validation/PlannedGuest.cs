using MycoPod.Core.Inventory;

namespace MycoPod.Core.Plans.Validation;

/// <summary>A guest as the steps so far leave it.</summary>
/// <param name="Found">How the inventory saw it; null where the plan makes it.</param>
public sealed record PlannedGuest(string Name, GuestKind Kind, NodeName Node, GuestPower Power, Guest? Found)
{
    public bool IsTemplate { get; init; }

    public static PlannedGuest Of(Guest guest) => new(guest.Name, guest.Kind, guest.Node, guest.Power, guest) { IsTemplate = guest.IsTemplate };
}
