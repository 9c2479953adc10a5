namespace MycoPod.Core.Inventory;

/// <summary>One guest as the inventory saw it.</summary>
/// <param name="Marker">The creation marker in its description, where MycoPod made it.</param>
public sealed record Guest(Vmid Vmid, string Name, GuestKind Kind, NodeName Node, GuestPower Power, bool IsTemplate, string? Marker = null);
