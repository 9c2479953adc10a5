namespace MycoPod.Core.Inventory;

/// <summary>A network bridge of a node, or a network of the SDN, which guests connect to in the same way.</summary>
/// <param name="Values">All that is set of it, in the API's names; null where it was not read.</param>
public sealed record Bridge(string Name, NodeName Node, IReadOnlyDictionary<string, string>? Values = null)
{
    /// <summary>Of a network of the SDN; null for a bridge of the node's own.</summary>
    public string? Zone { get; init; }
}
