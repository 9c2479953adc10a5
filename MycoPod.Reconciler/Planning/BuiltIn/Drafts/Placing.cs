using MycoPod.Core.Inventory;
using MycoPod.Reconciler.Planning.BuiltIn.World;

namespace MycoPod.Reconciler.Planning.BuiltIn.Drafts;

/// <summary>Chooses what a text leaves open: node, storage, bridge, names. What is chosen is told.</summary>
internal static class Placing
{
    /// <summary>The online node with the most free memory among some.</summary>
    public static NodeName? Node(Draft draft, IReadOnlyCollection<NodeName> among)
    {
        var nodes = draft.Cluster.OnlineNodes.Where(n => among.Count == 0 || among.Contains(n.Name)).ToList();
        var chosen = nodes.OrderByDescending(n => n.MemoryBytes - n.UsedMemoryBytes).ThenBy(n => n.Name.Value, StringComparer.Ordinal).FirstOrDefault();
        if (chosen is null) draft.Problem("No node that is online fits.");
        else if (nodes.Count > 1) draft.Assume($"No node is said: {chosen.Name} has the most free memory.");
        return chosen?.Name;
    }

    /// <summary>A storage of the node for a content: the one said, else the one with the most free space.</summary>
    public static string? Storage(Draft draft, NodeName node, string content, string? said, int neededGiB)
    {
        var there = draft.Cluster.Inventory.Storages.Where(s => s.Node == node).ToList();
        if (said is not null)
        {
            if (there.Find(s => Cluster.Same(s.Name, said)) is not { } storage) return draft.MadeNames.Contains(("storage", said)) ? said : Refuse(draft, $"{node} has no storage {said}. It has {string.Join(", ", there.Select(s => s.Name))}.");
            if (!storage.Content.Contains(content)) return Refuse(draft, $"{storage.Name} takes {string.Join(", ", storage.Content)}, not {content}.");
            if (storage.AvailableBytes < neededGiB * (1L << 30)) return Refuse(draft, $"{storage.Name} has {storage.AvailableBytes >> 30} GiB free, less than {neededGiB} GiB.");
            return storage.Name;
        }

        var fitting = there.Where(s => s.Content.Contains(content)).OrderBy(s => s.IsShared).ThenByDescending(s => s.AvailableBytes).ThenBy(s => s.Name, StringComparer.Ordinal).Where(s => s.AvailableBytes >= neededGiB * (1L << 30)).ToList();
        if (fitting.Count == 0) return Refuse(draft, there.Exists(s => s.Content.Contains(content)) ? $"No storage of {node} has {neededGiB} GiB free." : $"{node} has no storage that takes {content}.");
        if (fitting.Count > 1) draft.Assume($"No storage is said: {fitting[0].Name} has the most free space for {content} among {node}'s own.");
        return fitting[0].Name;
    }

    public static string? Bridge(Draft draft, NodeName node, string? said)
    {
        var there = draft.Cluster.Inventory.Bridges.Where(b => b.Node == node).Select(b => b.Name).ToList();
        if (said is not null) return there.Find(b => Cluster.Same(b, said)) ?? (draft.MadeNames.Contains(("bridge", said)) ? said : Refuse(draft, $"{node} has no bridge {said}. It has {string.Join(", ", there)}."));
        return there.Count == 0 ? Refuse(draft, $"{node} has no bridge.") : there.Find(b => b == "vmbr0") ?? there[0];
    }

    /// <summary>A name that no guest has: the base with a number where it is taken.</summary>
    public static string FreeName(Draft draft, string stem, bool isNumbered)
    {
        for (var number = isNumbered ? 1 : 0; ; number++)
        {
            var name = number == 0 ? stem : $"{stem}-{number}";
            if (!IsTaken(draft, name)) return name;
        }
    }

    public static bool IsTaken(Draft draft, string name) => draft.Cluster.GuestsNamed(name).Count > 0 || draft.Made.Exists(m => Cluster.Same(m.Name, name));

    /// <summary>The prefix length of an address, and the gateway, where the bridge's own network tells.</summary>
    public static (string Address, string? Gateway) Complete(Draft draft, NodeName node, string? bridge, string address, string? prefix, string? gateway)
    {
        var own = draft.Cluster.Inventory.Bridges.FirstOrDefault(b => b.Node == node && b.Name == (bridge ?? "vmbr0"))?.Values;
        var cidr = own?.GetValueOrDefault("cidr");
        if (!address.Contains('/', StringComparison.Ordinal))
        {
            if (prefix is not null) address += prefix;
            else if (cidr is not null && IsInNetwork(cidr, address))
            {
                address += cidr[cidr.IndexOf('/', StringComparison.Ordinal)..];
                draft.Assume($"No prefix length is said: {address}, as the bridge has it.");
            }
            else draft.Problem($"{Draft.Quote(address)} has no prefix length, as in {address}/24.");
        }

        if (gateway is null && own?.GetValueOrDefault("gateway") is { } usual && cidr is not null && IsInNetwork(cidr, address))
        {
            gateway = usual;
            draft.Assume($"No gateway is said: {usual}, as the node uses it.");
        }

        return (address, gateway);
    }

    /// <param name="cidr">An address with its prefix length, as in <c>192.168.1.20/24</c>.</param>
    /// <param name="address">With a prefix length, which does not matter, or without.</param>
    public static bool IsInNetwork(string cidr, string address) =>
        System.Net.IPNetwork.TryParse(Network(cidr), out var network) && System.Net.IPAddress.TryParse(address.Split('/')[0], out var one) && network.Contains(one);

    private static string Network(string cidr)
    {
        if (cidr.Split('/') is not [var address, var length]
            || !System.Net.IPAddress.TryParse(address, out var ip)
            || !int.TryParse(length, out var bits)
            || ip.GetAddressBytes() is not { Length: 4 } bytes)
        {
            return "";
        }

        var number = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes) & (bits == 0 ? 0 : uint.MaxValue << (32 - bits));
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return $"{new System.Net.IPAddress(bytes)}/{bits}";
    }

    private static string? Refuse(Draft draft, string problem)
    {
        draft.Problem(problem);
        return null;
    }
}
