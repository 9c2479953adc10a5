using MycoPod.Core.Inventory;

namespace MycoPod.Reconciler.Planning.BuiltIn.Resolving;

/// <summary>Where a container goes and what it is made from.</summary>
internal sealed record Placement(Node Node, ContainerTemplate Template, Storage Storage, Bridge Bridge);
