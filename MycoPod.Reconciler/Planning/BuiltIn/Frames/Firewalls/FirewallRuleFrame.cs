using MycoPod.Core.Plans.Steps.Firewalls;
using MycoPod.Core.Proxmox;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;
using MycoPod.Reconciler.Planning.BuiltIn.World;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Firewalls;

/// <summary>"Allow TCP port 443 on container 101", "block SSH from 10.0.0.0/8 to web-1", "delete rule 0 of VM 100".</summary>
internal sealed class FirewallRuleFrame : IFrame
{
    public bool Fits(Clause clause, Draft draft) => HasBarePorts(clause) ||
        (clause.Is("allow", "block") && clause.HasAny(Slot.TrafficSource, Slot.TrafficDest) && clause.Has(Slot.Direction)) || ((clause.HasAny(Slot.Port, Slot.Macro) || clause.Has(Slot.Dns, "word")) && (clause.Is("allow", "block") || (clause.HasObject("rule", "firewall") && clause.Is("add", "create", "enable", "set", "have", "remove", "delete", "disable", "be")))) || (clause.HasObject("rule") && clause.Is("add", "create", "delete", "remove"))
        || (clause.Has(Slot.SecGroup) && clause.Is("add", "set", "enable", "put", "use", "apply", "assign", "have"));

    /// <summary>"open 80 and 443 on nginx-proxy": numbers that can be nothing but ports.</summary>
    private static bool HasBarePorts(Clause clause) =>
        clause.Is("allow", "block") && clause.Has(Slot.Guests) && clause.Facets.Exists(f => f is { Slot: Slot.Count, Role: "" }) && clause.Facets.TrueForAll(f => f.Guests is not null || f.Slot is Slot.TrafficSource or Slot.Only || (f is { Slot: Slot.Count, Role: "" } && f.Value.Number is >= 1 and <= 65535 && f.Value.Number == decimal.Truncate(f.Value.Number)));

    /// <summary>"… from it": the set or alias that the text made just before.</summary>
    private static void ReadSource(Clause clause, Facet back, Draft draft)
    {
        if (draft.MadeNames.LastOrDefault() is not { What: "ipset" or "alias" } made)
        {
            draft.Ask($"{Draft.Quote($"from {back.Text}")}: from which address, alias or IP set?");
            return;
        }

        var source = made.What == "ipset" ? $"+{made.Name}" : made.Name;
        clause.Facets.Add(Facet.Of(Slot.TrafficSource, source));
    }

    private static void ReadBarePorts(Clause clause, Draft draft)
    {
        List<string> ports = [.. clause.TakeAll(Slot.Count).Select(f => $"{(int)f.Value.Number}")];
        clause.Facets.Add(new(Slot.Port, "", new Dictionary<string, Said>(StringComparer.Ordinal) { ["l"] = new(string.Join(',', ports)) { Items = ports } }, 0, 0, string.Join(',', ports)));
        draft.Assume($"No protocol is said of {string.Join(", ", ports)}: TCP.");
    }

    public void Plan(Clause clause, Draft draft)
    {
        if (HasBarePorts(clause)) ReadBarePorts(clause, draft);
        if (clause.Take(f => f is { Lead: "from", Guests.Pronoun: not null }) is { } back) ReadSource(clause, back, draft);
        if (IsMixed(clause))
        {
            draft.Problem("What is allowed from where is not clear: say each source in a sentence of its own.");
            return;
        }

        ReadGuestSources(clause, draft);
        clause.TakeObject("rule", "firewall", "alias");
        if (clause.Is("have", "be") || clause.HasFlag("firewall"))
        {
            if (clause.TakeFlag("firewall") is var isOn && isOn) FirewallSwitchFrame.TurnOn(clause, draft);
        }

        clause.Unknown.Remove("through");
        if (clause.Has(Slot.SecGroup) && !clause.HasAny(Slot.Port, Slot.Macro)) Use(clause, draft);
        else if (clause.Is("delete", "remove")) Remove(clause, draft);
        else
        {
            var drops = clause.Is("block") | clause.Unknown.RemoveAll(w => w.ToLowerInvariant() is "drops" or "blocks" or "rejects" or "denies" or "drop" or "dropping" or "blocking") > 0;
            clause.Unknown.RemoveAll(w => w.ToLowerInvariant() is "that" or "which" or "allows" or "accepts" or "permits" or "allowing" or "accepting");
            foreach (var scope in Scopes(clause, draft)) Add(clause, scope, drops ? "DROP" : "ACCEPT", draft);
        }
    }

    /// <summary>The firewalls meant: of guests, of a node, of a security group, or of the cluster.</summary>
    internal static IReadOnlyList<FirewallScope> Scopes(Clause clause, Draft draft)
    {
        if (clause.Take(Slot.SecGroup)?["x"] is { } group)
        {
            if (draft.Cluster.FindIn("/cluster/firewall/groups", "group", group) is null && !draft.MadeNames.Contains(("secgroup", group))) draft.Problem($"There is no security group {group}.");
            return [new(Group: group)];
        }

        if (clause.Has(Slot.Guests) && Lookup.Guests(clause, draft) is { } targets) return [.. targets.Select(t => new FirewallScope(Guest: t.Reference))];
        if (draft.IsStuck) return [];
        if (clause.Take(Slot.ClusterWide) is not null || clause.TakeObject("cluster")) return [new()];
        if (clause.Take(Slot.Node, "every") is not null) return [new()];
        if (clause.Take(Slot.Node)?["x"] is { } node && draft.Cluster.FindNode(node) is { } found) return [new(Node: found.Name)];
        if (draft.Last.Count > 0 && (draft.Made.Count > 0 || draft.LastSentence == clause.Sentence)) return [.. draft.Last.Select(t => new FirewallScope(Guest: t.Reference))];
        draft.Ask("On which firewall: of a guest, of a node, or of the whole cluster?");
        return [];
    }

    /// <summary>The rules that the clause names, on one firewall.</summary>
    public static void Add(Clause clause, FirewallScope scope, string action, Draft draft)
    {
        foreach (var rule in Rules(clause, action)) draft.DoLater(() => [new AddFirewallRule(Now(scope, draft), rule, Comment: null)]);
        var facets = clause.Facets.Where(f => f.Slot is Slot.Port or Slot.Macro or Slot.TrafficDest or Slot.Direction or Slot.Only or Slot.Dns).Concat(Sources(clause));
        foreach (var facet in facets) facet.IsUsed = true;
    }

    /// <summary>A guest that the plan makes is known in full only at its end.</summary>
    private static FirewallScope Now(FirewallScope scope, Draft draft) =>
        scope.Guest is { Vmid: null } guest && draft.Made.Find(m => m.Name == guest.Name) is { } made ? scope with { Guest = guest with { Node = made.Node, Type = made.Kind } } : scope;

    /// <summary>"from 10.0.0.0/8 and 192.168.10.0/24": all that are named.</summary>
    private static IEnumerable<Facet> Sources(Clause clause)
    {
        var said = clause.Facets.Exists(f => f.Slot == Slot.TrafficSource);
        return clause.Facets.Where(f => f.Slot == Slot.TrafficSource || (said && f.Slot is Slot.Ip or Slot.Cidr && f.Lead is "and" or "," or "or"));
    }

    /// <summary>"SSH from 10.0.0.5 and HTTP": a source that stands between two things belongs to one of them.</summary>
    private static bool IsMixed(Clause clause)
    {
        var things = clause.Facets.Where(f => f is { Slot: Slot.Port or Slot.Macro, IsUsed: false }).Select(f => f.First).ToList();
        return clause.Facets.Exists(f => f is { Slot: Slot.TrafficSource, IsUsed: false } && things.Exists(t => t < f.First) && things.Exists(t => t > f.First));
    }

    /// <summary>"remove the rule … from web-1's firewall": where the rule is, not where the traffic comes from.</summary>
    private static bool IsPlaceOfRule(Clause clause, Facet guest) =>
        clause.Is("delete", "remove") && clause.Facets.Exists(f => f.Slot == Slot.Object && f["o"] == "rule") && clause.Facets.Count(f => f.Guests is not null) == 1 && clause.Facets.Exists(f => (f.Slot == Slot.Object && f["o"] == "firewall" && f.First >= guest.End && f.First <= guest.End + 2) || (f.Slot is Slot.Port or Slot.RulePos && f.First < guest.First) || (IsPosition(clause, f) && f.First < guest.First));

    /// <summary>"firewall rule 0": the number behind the word.</summary>
    private static bool IsPosition(Clause clause, Facet number) =>
        number is { Slot: Slot.Count, IsUsed: false }
        && clause.Facets.Exists(f => f.Slot == Slot.Object && f["o"] == "rule" && f.End == number.First);

    /// <summary>"from web-1": by the address it has for good, where one can be seen.</summary>
    private static void ReadGuestSources(Clause clause, Draft draft)
    {
        foreach (var facet in clause.Facets.Where(f => f is { Slot: Slot.Guests, Lead: "from", IsUsed: false, Guests.Pronoun: null } && !IsPlaceOfRule(clause, f)).ToList())
        {
            facet.IsUsed = true;
            foreach (var target in Lookup.Resolve(facet.Guests ?? new(facet.Text), draft) ?? [])
            {
                var address = target.Existing?.Settings.GetValueOrDefault("net0") is { } card ? new PropertyText(card)["ip"]?.Split('/')[0] : null;
                if (address is null or "dhcp") draft.Ask($"From {target.Name}: by which address? It has none that is fixed and can be seen.");
                else clause.Facets.Add(new(Slot.TrafficSource, "", new Dictionary<string, Said>(StringComparer.Ordinal) { ["x"] = new(address) }, 0, 0, facet.Text));
            }
        }
    }

    private static IEnumerable<FirewallRule> Rules(Clause clause, string action)
    {
        var direction = clause.Facets.Find(f => f is { Slot: Slot.Direction, Role: "" })?["x"] ?? "in";
        var sources = Sources(clause).Select(f => f.Value.Text).ToList();
        var source = sources.Count == 0 ? null : string.Join(',', sources);
        var destination = clause.Facets.Find(f => f.Slot is Slot.TrafficDest)?["x"];
        var ports = clause.Facets.Where(f => f.Slot == Slot.Port).ToList();
        if (!clause.Facets.Exists(f => f.Slot is Slot.Port or Slot.Macro || f is { Slot: Slot.Dns, Role: "word" })
            && (source ?? destination) is not null)
        {
            yield return new(direction, action, null, null, source, destination, null, null);
        }

        if (ports.Count == 0 && clause.Facets.Exists(f => f is { Slot: Slot.Dns, Role: "word" })) yield return new(direction, action, "DNS", null, source, destination, null, null);
        foreach (var macro in clause.Facets.Where(f => f.Slot == Slot.Macro).SelectMany(f => f.Get("l")?.Items ?? [f["m"]]))
        {
            if (ports.Count == 0) yield return new(direction, action, macro, null, source, destination, null, null);
        }

        foreach (var port in ports)
        {
            foreach (var (protocol, list) in Of(port)) yield return new(direction, action, null, protocol, source, destination, list, null);
        }
    }

    private static IEnumerable<(string Protocol, string Ports)> Of(Facet port)
    {
        var items = port.Get("l")?.Items ?? [];
        if (items.Count > 0 && items[0].Contains('/', StringComparison.Ordinal)) return items.GroupBy(i => i.Split('/')[1]).Select(g => (g.Key, string.Join(',', g.Select(i => i.Split('/')[0]))));
        return [(port.Has("p") ? port["p"] : "tcp", string.Join(',', items))];
    }

    private static void Use(Clause clause, Draft draft)
    {
        var group = clause.Take(Slot.SecGroup)?["x"] ?? "";
        if (draft.Cluster.FindIn("/cluster/firewall/groups", "group", group) is null && !draft.MadeNames.Contains(("secgroup", group))) draft.Problem($"There is no security group {group}.");
        foreach (var scope in Scopes(clause, draft)) draft.DoLater(() => [new AddFirewallRule(Now(scope, draft), new("group", group, null, null, null, null, null, null), Comment: null)]);
    }

    private static void Remove(Clause clause, Draft draft)
    {
        var position = (int?)(clause.Take(Slot.RulePos) ?? clause.Take(f => IsPosition(clause, f)))?.Value.Number;
        var ports = clause.TakeAll(Slot.Port).SelectMany(f => f.Get("l")?.Items ?? []).Select(i => i.Split('/')[0]).ToList();
        var macros = clause.TakeAll(Slot.Macro).SelectMany(f => f.Get("l")?.Items ?? [f["m"]]).ToList();
        clause.TakeAll(Slot.Direction);
        foreach (var scope in Scopes(clause, draft))
        {
            var path = scope.Guest is { } guest ? $"/nodes/{guest.Node}/{MycoPod.Core.Inventory.GuestKindNames.ApiName(guest.Type)}/{guest.Vmid}/firewall/rules" : scope.Node is { } node ? $"/nodes/{node}/firewall/rules" : scope.Group is { } group ? $"/cluster/firewall/groups/{group}" : "/cluster/firewall/rules";
            var found = draft.Cluster.Rows(path).Where(r => position is { } at ? r.Number("pos") == at : ports.Contains(r.Text("dport") ?? "") || macros.Contains(r.Text("macro") ?? "")).ToList();
            if (found.Count == 1) draft.Do(new RemoveFirewallRule(scope, Rule(found[0])));
            else if (found.Count == 0) draft.Problem("There is no such rule.");
            else draft.Ask("Which rule?", found.Select(r => $"rule {r.Number("pos")}"));
        }
    }

    private static FirewallRule Rule(System.Text.Json.JsonElement row) => new(
        row.Text("type") ?? "in", row.Text("action") ?? "", row.Text("macro"), row.Text("proto"), row.Text("source"), row.Text("dest"), row.Text("dport"), row.Text("iface"));
}
