namespace MycoPod.Core.Inventory;

/// <summary>A network interface of a node: a bridge, bond, VLAN or card.</summary>
/// <param name="Type">As the API has it: bridge, bond, vlan, eth …</param>
/// <param name="Values">All that is set of it, in the API's names.</param>
public sealed record NodeInterface(string Name, NodeName Node, string Type, IReadOnlyDictionary<string, string> Values);
