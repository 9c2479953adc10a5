using MycoPod.Core.Plans.Steps.Calls;
using MycoPod.Core.Plans.Steps.Firewalls;
using MycoPod.Core.Proxmox;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;
using MycoPod.Reconciler.Planning.BuiltIn.World;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Firewalls;

/// <summary>"Create the alias nas for 192.168.10.20", "create a security group monitoring that lets tcp 9100 in", "add 10.0.0.0/8 to the IP set trusted".</summary>
internal sealed class FirewallObjectFrame : IFrame
{
    public bool Fits(Clause clause, Draft draft) => (clause.Is("create", "add", "exist") || (clause.Is("set", "update", "be") && clause.Has(Slot.Alias))) && !clause.Has(Slot.Guests)
        && (clause.HasAny(Slot.Alias, Slot.IpSet) || clause.HasObject("alias", "ipset") || (clause.Is("create", "exist") && (clause.Has(Slot.SecGroup) || clause.HasObject("secgroup"))) || (clause.Is("add") && clause.Has(Slot.SecGroup) && !clause.HasAny(Slot.Port, Slot.Macro) && !clause.HasObject("rule")));

    public void Plan(Clause clause, Draft draft)
    {
        var name = clause.Take(Slot.Names)?.Value.Text;
        clause.TakeObject("firewall");
        clause.Take(Slot.ClusterWide);
        var group = clause.Take(Slot.SecGroup)?["x"];
        if (clause.TakeObject("secgroup") || group is not null) Group(clause, name ?? group ?? "", draft);
        else if (clause.Take(Slot.IpSet)?["x"] is { } set) Set(clause, name ?? set, draft);
        else if (clause.TakeObject("ipset")) Set(clause, name ?? clause.Subject ?? "", draft);
        else Alias(clause, name ?? clause.Take(Slot.Alias)?["x"] ?? "", draft);
        clause.TakeObject("alias", "ipset", "secgroup");
        clause.TakeAll(Slot.Alias);
    }

    private static IReadOnlyList<string> Addresses(Clause clause) =>
        [.. clause.TakeAll(Slot.Ip).SelectMany(f => f.Get("l")?.Items ?? [f["a"]]).Concat(clause.TakeAll(Slot.Cidr).Select(f => f["x"])).Concat(clause.TakeAll(Slot.TrafficSource).Concat(clause.TakeAll(Slot.TrafficDest)).Select(f => f["x"])).Distinct(StringComparer.Ordinal)];

    private static void Alias(Clause clause, string name, Draft draft)
    {
        var range = clause.Facets.Find(f => f is { Slot: Slot.Ip, Role: not "", IsUsed: false } && f.Has("b"));
        var addresses = range is null ? Addresses(clause) : [];
        var comment = clause.Take(Slot.Comment)?["x"];
        if (clause.Is("set", "update", "be") && addresses.Count == 1) SetAlias(name, addresses[0], comment, draft);
        else if (draft.Cluster.FindIn("/cluster/firewall/aliases", "name", name) is not null && !clause.Is("set", "update", "be")) draft.Problem($"There is an alias {name} already.");
        else if (addresses.Count != 1) draft.Ask($"For which address is the alias {name}?");
        else draft.Do(new AddFirewallAlias(name, addresses[0], comment));
        draft.MadeNames.Add(("alias", name));
    }

    /// <summary>The comment is sent again: what is not sent is lost.</summary>
    private static void SetAlias(string name, string address, string? comment, Draft draft)
    {
        var now = draft.Cluster.Rows("/cluster/firewall/aliases").FirstOrDefault(r => string.Equals(r.Text("name"), name, StringComparison.OrdinalIgnoreCase));
        if (now.ValueKind != System.Text.Json.JsonValueKind.Object) draft.Problem($"There is no alias {name}.");
        else if (now.Text("cidr") == address && (comment is null || now.Text("comment") == comment)) draft.Already($"The alias {name} is so already.");
        else draft.Do(new CallApi("PUT", $"/cluster/firewall/aliases/{now.RequiredText("name")}", [new("cidr", address), .. (comment ?? now.Text("comment")) is { } said ? [new ApiParameter("comment", said)] : Array.Empty<ApiParameter>()], Guest: null));
    }

    private static void Set(Clause clause, string name, Draft draft)
    {
        var addresses = Addresses(clause);
        var isKnown = draft.Cluster.FindIn("/cluster/firewall/ipset", "name", name) is not null;
        string? comment = null;
        if (!isKnown && clause.Is("add") && addresses.Count > 0 && clause.Facets.Exists(f => f.Slot == Slot.IpSet && f.Lead is "to" or "into")) draft.Problem($"There is no IP set {name}.");
        else if (!isKnown) draft.Do(new AddFirewallSet(name, clause.Take(Slot.Comment)?["x"]));
        else comment = clause.Is("add") && addresses.Count > 0 ? clause.TakeComment() : null;
        if (isKnown && clause.Is("create")) draft.Problem($"There is an IP set {name} already.");
        foreach (var address in addresses) draft.Do(new AddToFirewallSet(name, address) { Comment = comment });
        draft.MadeNames.Add(("ipset", name));
    }

    private static void Group(Clause clause, string name, Draft draft)
    {
        if (name.Length == 0) draft.Ask("What is the security group to be called?");
        else if (draft.Cluster.FindIn("/cluster/firewall/groups", "group", name) is not null) draft.Problem($"There is a security group {name} already.");
        else draft.Do(new AddFirewallGroup(name, clause.Take(Slot.Comment)?["x"]));
        draft.MadeNames.Add(("secgroup", name));
        draft.LastSecurityGroup = name;
        if (clause.HasAny(Slot.Port, Slot.Macro) && !draft.IsStuck) FirewallRuleFrame.Add(clause, new(Group: name), "ACCEPT", draft);
    }
}
