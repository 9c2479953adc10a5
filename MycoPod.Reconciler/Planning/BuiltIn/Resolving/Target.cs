using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;

namespace MycoPod.Reconciler.Planning.BuiltIn.Resolving;

/// <summary>A guest that a power step means: an existing one, or one the plan makes.</summary>
internal sealed record Target(GuestReference Reference, GuestPower Power)
{
    public string Name => Reference.Name;

    public bool IsMade => Reference.Vmid is null;
}
