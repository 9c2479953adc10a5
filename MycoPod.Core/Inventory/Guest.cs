namespace MycoPod.Core.Inventory;

/// <summary>One guest as the inventory saw it.</summary>
/// <param name="Marker">The creation marker in its description, where MycoPod made it.</param>
/// <param name="HardwareId">What a later guest of the same name and number would not have.</param>
public sealed record Guest(Vmid Vmid, string Name, GuestKind Kind, NodeName Node, GuestPower Power, bool IsTemplate, string? Marker = null, string? HardwareId = null);
