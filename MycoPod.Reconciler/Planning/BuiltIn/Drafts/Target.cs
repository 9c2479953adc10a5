using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;

namespace MycoPod.Reconciler.Planning.BuiltIn.Drafts;

/// <summary>A guest that a clause means: one that exists, or one that the text makes.</summary>
internal sealed record Target(Guest? Existing, GuestDraft? Made)
{
    public string Name => Existing?.Name ?? Made?.Name ?? "";

    public GuestKind Kind => Existing?.Kind ?? Made?.Kind ?? GuestKind.Vm;

    public NodeName Node => Existing?.Node ?? Made?.Node ?? default;

    /// <summary>Final once all of the text was read.</summary>
    public GuestReference Reference => Existing is { } guest ? GuestReference.To(guest) : new(Name, Kind, Node);
}
