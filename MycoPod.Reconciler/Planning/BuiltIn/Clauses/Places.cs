using MycoPod.Core.Inventory;
using MycoPod.Reconciler.Planning.BuiltIn.Intents;

namespace MycoPod.Reconciler.Planning.BuiltIn.Clauses;

/// <summary>Tells whether a name is a node, a storage or a bridge. Of an unknown cluster only the usual names tell.</summary>
internal sealed class Places(InventorySnapshot? inventory)
{
    public IReadOnlyList<Stated> Find(string text)
    {
        if (inventory is null) return Usual(text) is { } property ? [new(property, text, text)] : [];
        List<Stated> found = [];
        if (inventory.Nodes.FirstOrDefault(n => Same(n.Name.Value, text)) is { } node) found.Add(new(Property.Node, node.Name.Value, text));
        if (inventory.Storages.FirstOrDefault(s => Same(s.Name, text)) is { } storage) found.Add(new(Property.Storage, storage.Name, text));
        if (inventory.Bridges.FirstOrDefault(b => Same(b.Name, text)) is { } bridge) found.Add(new(Property.Bridge, bridge.Name, text));
        return found;
    }

    /// <summary>The place of that kind, or null where the cluster has none of that name.</summary>
    public Stated? Find(Property property, string text) =>
        inventory is null ? new(property, text, text) : Find(text).FirstOrDefault(s => s.Property == property);

    /// <summary>"There is no node pve9. Nodes here: pve1, pve2."</summary>
    public string Missing(Property? property, string text)
    {
        if (inventory is null) return $"Is {Findings.Quote(text)} a node, a storage or a bridge? Write for example “on node {text}”.";
        var (noun, names) = property switch
        {
            Property.Node => ("node", inventory.Nodes.Select(n => n.Name.Value)),
            Property.Storage => ("storage", inventory.Storages.Select(s => s.Name)),
            Property.Bridge => ("bridge", inventory.Bridges.Select(b => b.Name)),
            _ => ("node, storage or bridge", inventory.Nodes.Select(n => n.Name.Value).Concat(inventory.Storages.Select(s => s.Name)).Concat(inventory.Bridges.Select(b => b.Name))),
        };
        return $"There is no {noun} {Findings.Quote(text)}. Here are: {string.Join(", ", names.Distinct().Order(StringComparer.Ordinal))}.";
    }

    private static Property? Usual(string text)
    {
        if (text.StartsWith("vmbr", StringComparison.OrdinalIgnoreCase)) return Property.Bridge;
        if (text.StartsWith("local", StringComparison.OrdinalIgnoreCase) || text.Contains("lvm") || text.Contains("zfs") || text.Contains("ceph")) return Property.Storage;
        return text.StartsWith("pve", StringComparison.OrdinalIgnoreCase) || text.StartsWith("node", StringComparison.OrdinalIgnoreCase) ? Property.Node : null;
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
