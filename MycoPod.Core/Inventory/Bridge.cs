namespace MycoPod.Core.Inventory;

/// <summary>A network bridge of a node.</summary>
/// <param name="Values">All that is set of it, in the API's names; null where it was not read.</param>
public sealed record Bridge(string Name, NodeName Node, IReadOnlyDictionary<string, string>? Values = null);
