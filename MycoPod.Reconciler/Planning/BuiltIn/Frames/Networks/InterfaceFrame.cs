using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Steps.Networks;
using MycoPod.Core.Proxmox;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;
using MycoPod.Reconciler.Planning.BuiltIn.World;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Networks;

/// <summary>"Add bridge vmbr2 on pve1 over eno2", "make vmbr0 VLAN-aware", "delete vmbr1". What is prepared is applied at once.</summary>
internal sealed class InterfaceFrame : IFrame
{

    public bool Fits(Clause clause, Draft draft) => !clause.Has(Slot.Guests) && !clause.HasObject("vm", "ct") && (clause.HasAny(Slot.Iface, Slot.Bridge) || IsOfInterface(clause) || clause.HasObject("bridge", "bond", "vlanif"))
        && (clause.Is("create", "add", "set", "delete", "remove", "enable", "disable", "be", "exist", "have") || IsHeaded(clause));

    /// <summary>"Linux bridge vmbr9 on pve3 with port eno2": what is described without a verb is to be made.</summary>
    private static bool IsHeaded(Clause clause) =>
        clause is { Verb: "", Subject: null, Unknown.Count: 0 } && (clause.HasObject("bridge", "bond", "vlanif") || clause.Facets[0].Text.Contains("bridge", StringComparison.OrdinalIgnoreCase)) && clause.HasAny(Slot.Iface, Slot.Bridge) && clause.HasAny(Slot.Ports, Slot.NoPorts, Slot.Ip);

    public void Plan(Clause clause, Draft draft)
    {
        if (IsOfInterface(clause) && clause.Facets.FindIndex(f => f is { Slot: Slot.Ports, IsUsed: false }) is >= 0 and var of) clause.Facets[of] = clause.Facets[of] with { Slot = Slot.Iface };
        var isVlan = clause.HasObject("vlanif");
        clause.TakeObject("bridge", "vlanif", "bond");
        clause.TakeFlag("noip", "nogateway");
        var name = (clause.Take(Slot.Iface) ?? clause.Take(Slot.Bridge))?.Value.Text ?? clause.Take(Slot.Names)?.Value.Text;
        if (isVlan
            && name?.Contains('.', StringComparison.Ordinal) == false
            && clause.Take(f => f.Slot is Slot.Vlan or Slot.Count && f.Value.Number > 0) is { } number)
        {
            name = $"{name}.{(int)number.Value.Number}";
        }

        var isEvery = clause.Take(f => f.Slot == Slot.Node && f.Role is "every" or "spread") is not null;
        var said = clause.TakeAll(Slot.Node).Where(f => f.Has("x")).Select(f => f["x"]).ToList();
        List<NodeName> nodes = [.. draft.Cluster.OnlineNodes.Select(n => n.Name).Where(n => isEvery || said.Contains(n.Value))];
        if (nodes.Count == 0 && draft.Cluster.OnlineNodes.Count == 1) nodes.Add(draft.Cluster.OnlineNodes[0].Name);
        if (name is null) draft.Ask("What is the interface to be called?", "vmbr1");
        else if (nodes.Count == 0) draft.Ask("On which node?", draft.Cluster.OnlineNodes.Select(n => n.Name.Value));
        else foreach (var node in nodes) Plan(clause, node, name, draft);
        clause.TakeAll(Slot.Ports);
        clause.TakeAll(Slot.NoPorts);
        if (!clause.Is("set", "be", "have", "disable")) clause.TakeAll(Slot.Mtu);
        clause.TakeFlag("vlanaware", "lacp");
        clause.TakeAll(Slot.Comment);
        clause.TakeAll(Slot.Gateway);
        clause.TakeAll(Slot.Ip);
        if (name is not null) clause.Take(f => f.Slot == Slot.Vlan && name.EndsWith($"{(int)f.Value.Number}", StringComparison.Ordinal));
    }

    /// <summary>"set the MTU of vmbr1 to 9000".</summary>
    private static bool IsOfInterface(Clause clause) =>
        clause.Has(Slot.Mtu)
        && !clause.HasAny(Slot.Iface, Slot.Bridge)
        && clause.Facets.Exists(f => f is { Slot: Slot.Ports, IsUsed: false, Value.Items.Count: 1 } && f.Text.StartsWith("of ", StringComparison.OrdinalIgnoreCase));

    private static void Plan(Clause clause, NodeName node, string name, Draft draft)
    {
        var now = draft.Cluster.Rows($"/nodes/{node}/network").FirstOrDefault(r => r.Text("iface") == name);
        var isThere = now.ValueKind == System.Text.Json.JsonValueKind.Object;
        if (clause.Is("delete", "remove") && !clause.HasAny(Slot.Ip, Slot.Gateway) && clause.Unknown.Count == 0) Remove(node, name, isThere ? now : null, draft);
        else if (clause.Is("delete", "remove")) draft.Problem($"Taking the address from {name} may cut {node} off; that is done at the machine itself.");
        else if (isThere && (clause.Is("set", "enable", "be", "have", "disable") || clause.Facets.Exists(f => f.Slot == Slot.Flag && f["f"] == "vlanaware") && !clause.Is("add"))) Change(clause, node, name, now, draft);
        else if (isThere) draft.Problem($"{node} has {name} already.");
        else Add(clause, node, name, draft);
    }

    private static void Add(Clause clause, NodeName node, string name, Draft draft)
    {
        var type = name.StartsWith("bond", StringComparison.Ordinal) ? "bond" : name.Contains('.', StringComparison.Ordinal) ? "vlan" : "bridge";
        var address = clause.Facets.Find(f => f.Slot == Slot.Ip)?["a"];
        if (address is not null && IsNetwork(address))
        {
            draft.Assume($"{address} is a network, not an address of {node}: {name} gets none.");
            address = null;
        }

        var ports = clause.Facets.Find(f => f.Slot == Slot.Ports)?.Value.Items ?? [];
        var known = draft.Cluster.Rows($"/nodes/{node}/network").Select(r => r.Text("iface")).ToList();
        foreach (var port in ports.Where(p => known.Count > 0 && !known.Contains(p) && !draft.MadeNames.Contains(("bridge", p)))) draft.Problem($"{node} has no interface {port}. It has {string.Join(", ", known)}.");
        if (type == "bridge" && ports.Count == 0) draft.Assume($"{name} has no port: it connects guests of {node} with each other alone.");
        draft.Do(new AddInterface(node, name, type, address, clause.Facets.Find(f => f.Slot == Slot.Gateway)?["a"], ports, clause.HasFlag("vlanaware"), type == "bond" ? clause.HasFlag("lacp") ? "802.3ad" : "active-backup" : null, clause.Facets.Find(f => f.Slot == Slot.Comment)?["x"]) { Mtu = clause.Facets.Find(f => f is { Slot: Slot.Mtu, Role: "" })?.Get("n")?.Number is { } mtu ? (int)mtu : null });
        draft.Do(new ApplyNetwork(node));
        draft.MadeNames.Add(("bridge", name));
    }

    /// <summary>The values are written as a whole: what is not sent is unset, and the node might be cut off.</summary>
    private static void Change(Clause clause, NodeName node, string name, System.Text.Json.JsonElement now, Draft draft)
    {
        Dictionary<string, string?> wanted = new(StringComparer.Ordinal);
        if (clause.Facets.Find(f => f.Slot == Slot.Flag && f["f"] == "vlanaware") is { } aware)
        {
            aware.IsUsed = true;
            wanted["bridge_vlan_aware"] = clause.Is("disable") || aware.Role == "off" ? "0" : "1";
        }

        if (clause.Facets.Find(f => f.Slot == Slot.Ports)?.Value.Items is { } ports) wanted["bridge_ports"] = string.Join(' ', ports);
        if (clause.Facets.Find(f => f.Slot == Slot.Comment)?["x"] is { } comment) wanted["comments"] = comment;
        if ((clause.Take(Slot.Mtu, "word") is null ? clause.Take(Slot.Mtu) : clause.Take(Slot.Count))?.Value.Text is { } mtu) wanted["mtu"] = mtu;
        if (clause.Facets.Exists(f => f.Slot is Slot.Ip or Slot.Gateway && !f.IsUsed) && now.Text("cidr") is { } own)
        {
            draft.Problem($"{name} carries the address {own} of {node}; changing it may cut the node off, and is done at the machine itself.");
            return;
        }

        if (clause.Facets.Find(f => f.Slot == Slot.Ip)?["a"] is { } address) wanted["cidr"] = address;
        var change = ConfigureInterface.Of(node, name, now.Values(), wanted);
        if (change.Settings.All(s => s.From == s.To || (s.From is null && s.To == "0"))) draft.Already($"{name} of {node} is so already.");
        else
        {
            draft.Do(change);
            draft.Do(new ApplyNetwork(node));
        }
    }

    private static void Remove(NodeName node, string name, System.Text.Json.JsonElement? now, Draft draft)
    {
        var users = draft.Cluster.Inventory.Guests.Where(g => g.Node == node && g.Settings.Values.Any(v => v.Contains($"bridge={name},", StringComparison.Ordinal) || v.EndsWith($"bridge={name}", StringComparison.Ordinal))).Select(g => g.Name).ToList();
        if (now is not { } row) draft.Problem($"{node} has no {name}.");
        else if (users.Count > 0) draft.Problem($"{name} is in use by {string.Join(", ", users)}.");
        else
        {
            draft.Do(new RemoveInterface(node, name, row.Text("type") ?? "bridge", row.Text("cidr")));
            draft.Do(new ApplyNetwork(node));
        }
    }

    private static bool IsNetwork(string address) => System.Net.IPNetwork.TryParse(address, out _) && address.Split('/')[0].EndsWith(".0", StringComparison.Ordinal);
}
