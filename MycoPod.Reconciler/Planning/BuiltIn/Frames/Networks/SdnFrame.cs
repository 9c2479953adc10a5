using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Steps.Networks;
using MycoPod.Core.Proxmox;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;
using MycoPod.Reconciler.Planning.BuiltIn.World;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Networks;

/// <summary>"Create a VLAN zone called lab on vmbr1", "add the vnet lan to zone lab with tag 20". What is prepared is applied at once, behind the last of it.</summary>
internal sealed class SdnFrame : IFrame
{
    public bool Fits(Clause clause, Draft draft) =>
        !clause.Has(Slot.Guests) && (clause.HasObject("zone", "vnet") || clause.HasAny(Slot.Zone, Slot.Vnet, Slot.Subnet) ? clause.Is("create", "add", "set", "exist", "delete", "remove") : clause.HasObject("sdn") && clause.Is("apply"));

    public void Plan(Clause clause, Draft draft)
    {
        clause.TakeObject("sdn");
        if (clause.Is("apply"))
        {
            draft.DoAtLast(new ApplySdn());
            return;
        }

        var isZone = clause.Facets.Find(f => f.Slot == Slot.Object && f["o"] == "zone")?.Text.ToLowerInvariant();
        clause.TakeObject("zone");
        var isVnet = clause.TakeObject("vnet");
        var name = clause.Take(Slot.Names)?.Value.Text ?? (clause.Subject is { } subject ? subject : null);
        clause.Subject = null;
        if (clause.Has(Slot.Subnet)) Subnet(clause, draft);
        else if (isVnet || (clause.Has(Slot.Vnet) && !(clause.Is("delete", "remove") && clause.Has(Slot.Zone) && !clause.Has(Slot.Vnet)))) Vnet(clause, clause.Take(Slot.Vnet)?["x"] ?? name, draft);
        else
        {
            var zone = clause.Take(Slot.Zone);
            Zone(clause, zone?["x"] ?? name, zone?.Role is { Length: > 0 } type ? type : isZone ?? "", draft);
        }
    }

    private static bool IsThere(string what, string name, Draft draft) =>
        draft.MadeNames.Contains((what, name))
        || draft.Cluster.Rows($"/cluster/sdn/{what}s").Any(r => Cluster.Same(r.Text(what) ?? "", name));

    private static void Zone(Clause clause, string? name, string said, Draft draft)
    {
        if (name is null)
        {
            draft.Ask("What is the SDN zone called?");
            return;
        }

        if (clause.Is("delete", "remove"))
        {
            Remove("zone", name, draft);
            return;
        }

        var bridge = clause.Take(Slot.Bridge)?.Value.Text ?? clause.Take(Slot.Iface)?.Value.Text ?? clause.Take(Slot.Ports)?.Value.Items[0];
        List<string> peers = [.. clause.TakeAll(Slot.Peers).Concat(clause.TakeAll(Slot.Ip)).SelectMany(f => f.Value.Items.Count > 0 ? f.Value.Items : [f.Value.Text])];
        List<NodeName> nodes = [.. clause.TakeAll(Slot.Node).Where(f => f.Has("x")).Select(f => draft.Cluster.FindNode(f["x"])?.Name).OfType<NodeName>()];
        var type = said.Contains("vxlan", StringComparison.Ordinal) || peers.Count > 0 ? "vxlan" : said.Contains("vlan", StringComparison.Ordinal) || bridge is not null ? "vlan" : "simple";
        clause.Take(Slot.Vlan, "word");
        if (IsThere("zone", name, draft)) Already("zone", name, clause, draft);
        else if (type == "vlan" && bridge is null) draft.Ask($"On which bridge is the VLAN zone {name}?", draft.Cluster.Inventory.Bridges.Select(b => b.Name).Distinct(StringComparer.Ordinal));
        else if (type == "vxlan" && peers.Count == 0) draft.Ask($"Which addresses do the nodes of the VXLAN zone {name} have?");
        else Do(new AddSdnZone(name, type, bridge, peers, nodes), "zone", name, draft);
    }

    private static void Vnet(Clause clause, string? name, Draft draft)
    {
        var known = draft.MadeNames.Where(m => m.What == "zone").Select(m => m.Name).Concat(draft.Cluster.Rows("/cluster/sdn/zones").Select(r => r.Text("zone")).OfType<string>()).Distinct(StringComparer.Ordinal).ToList();
        var zone = clause.Take(Slot.Zone)?["x"] ?? (known is [var only] ? only : null);
        var tag = (int?)(clause.Take(Slot.Vlan, "") ?? clause.Take(Slot.Count))?.Value.Number;
        if (name is null) draft.Ask("What is the SDN network called?");
        else if (clause.Is("delete", "remove")) Remove("vnet", name, draft);
        else if (IsThere("vnet", name, draft)) Already("vnet", name, clause, draft);
        else if (zone is null) draft.Ask($"In which zone is the SDN network {name}?", known);
        else if (!IsThere("zone", zone, draft)) draft.Problem($"There is no SDN zone {zone}.");
        else Do(new AddSdnVnet(name, zone, tag, Alias: null), "vnet", name, draft);
    }

    private static void Subnet(Clause clause, Draft draft)
    {
        var cidr = clause.Take(Slot.Subnet)?["x"] ?? "";
        var vnet = clause.Take(Slot.Vnet)?["x"] ?? draft.MadeNames.LastOrDefault(m => m.What == "vnet").Name;
        var gateway = clause.Take(Slot.Gateway)?["a"];
        var snat = clause.Unknown.RemoveAll(w => w.ToLowerInvariant() is "snat" or "nat") > 0;
        if (vnet is null) draft.Ask($"Of which SDN network is the subnet {cidr}?", draft.Cluster.Rows("/cluster/sdn/vnets").Select(r => r.Text("vnet")).OfType<string>());
        else if (!IsThere("vnet", vnet, draft)) draft.Problem($"There is no SDN network {vnet}.");
        else if (clause.Is("delete", "remove")) SubnetGone(cidr, vnet, draft);
        else Do(new AddSdnSubnet(vnet, cidr, gateway, snat), "subnet", cidr, draft);
    }

    private static void SubnetGone(string cidr, string vnet, Draft draft)
    {
        if (draft.Cluster.Rows($"/cluster/sdn/vnets/{vnet}/subnets").FirstOrDefault(r => r.Text("cidr") == cidr) is not { ValueKind: System.Text.Json.JsonValueKind.Object } row
            || row.Text("subnet") is not { } id)
        {
            draft.Problem($"{vnet} has no subnet {cidr}.");
            return;
        }

        draft.Do(new RemoveSdn("subnet", id, vnet));
        draft.DoAtLast(new ApplySdn());
    }

    private static void Already(string what, string name, Clause clause, Draft draft)
    {
        if (clause.IsEnsured || clause.Is("exist")) draft.Already($"There is an SDN {what} {name} already.");
        else draft.Problem($"There is an SDN {what} {name} already.");
    }

    private static void Remove(string what, string name, Draft draft)
    {
        if (!IsThere(what, name, draft))
        {
            draft.Problem($"There is no SDN {what} {name}.");
            return;
        }

        draft.Do(new RemoveSdn(what, name, Vnet: null));
        draft.DoAtLast(new ApplySdn());
    }

    private static void Do(Core.Plans.Step step, string what, string name, Draft draft)
    {
        draft.Do(step);
        draft.MadeNames.Add((what, name));
        draft.DoAtLast(new ApplySdn());
    }
}
