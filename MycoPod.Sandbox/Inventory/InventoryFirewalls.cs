using System.Text.Json;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Inventory;

/// <summary>The firewalls that an inventory shows: the cluster's and its guests'.</summary>
internal static class InventoryFirewalls
{
    private static readonly string[] NotOfRule = ["pos", "digest", "ipversion"];

    public static void Add(ClusterDocument cluster, InventoryFile file)
    {
        const string Cluster = "/cluster/firewall";
        var own = cluster.FirewallOf("cluster");
        Fill(own, file, Cluster);
        own.Aliases.AddRange(file.List($"{Cluster}/aliases").Select(alias => new FirewallAlias(Text(alias, "name") ?? "", Text(alias, "cidr") ?? "", Text(alias, "comment"))));
        own.Sets.AddRange(file.List($"{Cluster}/ipset").Select(set => new FirewallSet(Text(set, "name") ?? "", Text(set, "comment"))));
        own.Groups.AddRange(file.List($"{Cluster}/groups").Select(group => new FirewallGroup(Text(group, "group") ?? "", Text(group, "comment"))));
        foreach (var guest in cluster.Guests)
            Fill(cluster.FirewallOf(guest), file, $"/nodes/{guest.Node}/{guest.Kind.Type()}/{guest.Vmid}/firewall");
    }

    private static void Fill(FirewallFile firewall, InventoryFile file, string at)
    {
        foreach (var (name, value) in file.Fields($"{at}/options").Where(option => option.Key != "digest"))
            firewall.Options[name] = value;
        firewall.Rules.AddRange(file.List($"{at}/rules").Select(rule => new FirewallRule(InventoryFile.Fields(rule, NotOfRule))));
    }

    private static string? Text(JsonElement entry, string name) => entry.TryGetProperty(name, out var value) ? value.ToString() : null;
}
