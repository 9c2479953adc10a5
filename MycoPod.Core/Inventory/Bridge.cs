namespace MycoPod.Core.Inventory;

/// <summary>A network bridge of a node.</summary>
public sealed record Bridge(string Name, NodeName Node);
