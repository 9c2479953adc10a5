using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Steps.Calls;
using MycoPod.Core.Plans.Steps.Clusters;
using MycoPod.Core.Proxmox;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;
using MycoPod.Reconciler.Planning.BuiltIn.World;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Clusters;

/// <summary>"Make VM 100 highly available", "take db-prod out of HA", "create the HA group fast with pve1 and pve2".</summary>
internal sealed class HaFrame : IFrame
{
    public bool Fits(Clause clause, Draft draft) =>
        IsBack(clause, draft)
        || (clause.HasObject("ha", "hagroup") && !clause.HasFlag("purge") && (!clause.Is("delete") || clause.Facets.Exists(f => f.Slot == Slot.Object && f["o"] == "ha" && f.Lead == "from")))
        || clause.HasAny(Slot.HaGroup, Slot.HaState, Slot.MaxRestart, Slot.MaxRelocate)
        || (clause.HasObject("hagroup") && clause.Is("delete"))
        || (clause.Is("delete") && clause.HasObject("ha") && !clause.Has(Slot.Guests));

    /// <summary>"… and put web-1 in it": right after an HA group was made.</summary>
    private static bool IsBack(Clause clause, Draft draft) =>
        clause.Is("add", "put") && draft.MadeNames.LastOrDefault().What == "ha-group" && clause.Unknown.Count == 0 && clause.Facets.Count > 0 && clause.Facets.TrueForAll(f => f.Guests is not null || (f is { Slot: Slot.Object, Lead: "to" or "into" or "in" } && f["o"] == "group"));

    public void Plan(Clause clause, Draft draft)
    {
        var isBack = IsBack(clause, draft);
        var said = clause.Take(Slot.HaState)?["x"] ?? (clause.HasFlag("stopped") ? "stopped" : null);
        clause.TakeFlag("failover", "running", "online", "protection", "stopped");
        clause.Unknown.Remove("state");
        clause.TakeFlag("onboot");
        var isGroup = clause.TakeObject("hagroup");
        clause.TakeObject("ha", "group");
        var group = clause.Take(Slot.HaGroup)?["x"] ?? clause.Take(f => f.Slot == Slot.Group && draft.Cluster.FindIn("/cluster/ha/groups", "group", f["x"]) is not null)?["x"] ?? (isGroup ? clause.Take(Slot.Names)?.Value.Text ?? clause.Take(Slot.Group)?["x"] : null);
        if (isBack) group = draft.MadeNames.Last().Name;
        if (group is not null && !clause.Has(Slot.Guests))
        {
            Group(clause, group, draft);
            return;
        }

        var limits = (Restarts: (int?)clause.Take(Slot.MaxRestart)?.Get("n")?.Number, Moves: (int?)clause.Take(Slot.MaxRelocate)?.Get("n")?.Number);
        Guests(clause, group, said, limits, draft);
    }

    private static void Group(Clause clause, string group, Draft draft)
    {
        var exists = draft.Cluster.FindIn("/cluster/ha/groups", "group", group) is not null;
        var nodes = clause.TakeAll(Slot.Node).SelectMany(f => f.Role == "every" ? draft.Cluster.Inventory.Nodes.Select(n => n.Name) : draft.Cluster.FindNode(f["x"]) is { } node ? [node.Name] : []).Distinct().ToList();
        var isRestricted = clause.TakeSwitch("restricted") ?? clause.Unknown.Remove("restricted");
        var failback = Failback(clause);
        var priorities = clause.TakeAll(Slot.HaPriority).Select(p => $"{draft.Cluster.FindNode(p["x"])?.Name.Value ?? p["x"]}:{(int)(p.Get("n")?.Number ?? 0)}").ToList();
        nodes.AddRange(priorities.Select(p => draft.Cluster.FindNode(p.Split(':')[0])?.Name).OfType<NodeName>().Where(n => !nodes.Contains(n)).ToList());
        if (clause.Is("delete", "remove") && nodes.Count > 0)
        {
            Leave(group, exists, nodes, draft);
            return;
        }

        if (clause.Is("delete", "remove"))
        {
            if (exists) draft.Do(new RemoveJob("ha-group", group));
            else draft.Already($"There is no HA group {group}.");
        }
        else if (exists && failback is { } goesBack && nodes.Count == 0) SetFailback(group, goesBack, draft);
        else if (exists && clause.Is("set", "update") && nodes.Count > 0 && priorities.Count == 0 && failback is null) SetNodes(group, nodes, draft);
        else if (exists) draft.Problem($"There is an HA group {group} already.");
        else if (nodes.Count == 0) draft.Ask($"Which nodes is the HA group {group} to have?", draft.Cluster.Inventory.Nodes.Select(n => n.Name.Value));
        else
        {
            draft.Do(new AddHaGroup(group, nodes, isRestricted) { Priorities = priorities.Count == 0 ? null : priorities, NoFailback = failback == false ? true : null });
            draft.MadeNames.Add(("ha-group", group));
        }
    }

    /// <summary>"remove pve3 from the HA group fast": the group stays.</summary>
    private static void Leave(string group, bool exists, List<NodeName> nodes, Draft draft)
    {
        var now = exists ? (draft.Cluster.Rows("/cluster/ha/groups").First(r => r.Text("group") == group).Text("nodes") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries) : [];
        var left = now.Select(n => n.Split(':')[0]).Where(n => !nodes.Exists(gone => gone.Value == n)).Select(n => new NodeName(n)).ToList();
        if (!exists) draft.Problem($"There is no HA group {group}.");
        else if (left.Count == 0) draft.Ask($"The HA group {group} would have no nodes. Is it to be removed?", $"remove the HA group {group}");
        else SetNodes(group, left, draft);
    }

    /// <summary>"disable failback", "no failback".</summary>
    private static bool? Failback(Clause clause)
    {
        if (clause.TakeFlag("nofailback")) return false;
        return clause.TakeSwitch("failback") is { } isOn ? isOn && !clause.Is("disable") : null;
    }

    private static void SetFailback(string group, bool goesBack, Draft draft)
    {
        var now = draft.Cluster.Rows("/cluster/ha/groups").First(r => r.Text("group") == group);
        if (now.Flag("nofailback") == !goesBack) draft.Already($"The HA group {group} is so already.");
        else draft.Do(new CallApi("PUT", $"/cluster/ha/groups/{group}", [new("nofailback", goesBack ? "0" : "1")], Guest: null));
    }

    /// <summary>All that the group is to have; what a node's priority was goes with it.</summary>
    private static void SetNodes(string group, IReadOnlyList<NodeName> nodes, Draft draft)
    {
        var now = draft.Cluster.Rows("/cluster/ha/groups").First(r => r.Text("group") == group).Text("nodes") ?? "";
        var kept = now.Split(',', StringSplitOptions.RemoveEmptyEntries).Where(n => nodes.Any(w => w.Value == n.Split(':')[0])).ToList();
        var wanted = kept.Concat(nodes.Select(n => n.Value).Where(n => !kept.Exists(k => k.Split(':')[0] == n))).ToList();
        if (wanted.Count == now.Split(',').Length && kept.Count == wanted.Count) draft.Already($"The HA group {group} is so already.");
        else draft.Do(new CallApi("PUT", $"/cluster/ha/groups/{group}", [new("nodes", string.Join(',', wanted))], Guest: null));
    }

    private static void Change(Guest guest, Target target, string sid, (string? State, string? Group) said, (int? Restarts, int? Moves) limits, Draft draft)
    {
        var now = draft.Cluster.Rows("/cluster/ha/resources").First(r => r.Text("sid") == sid);
        List<ApiParameter> changes = [];
        if (limits.Restarts is { } restarts && now.Number("max_restart") != restarts) changes.Add(new("max_restart", $"{restarts}"));
        if (limits.Moves is { } moves && now.Number("max_relocate") != moves) changes.Add(new("max_relocate", $"{moves}"));
        if (said.State is { } state && now.Text("state") != state) changes.Add(new("state", state));
        if (said.Group is { } group && now.Text("group") != group) changes.Add(new("group", group));
        if (changes.Count == 0) draft.Already($"{guest.Name} is so under HA already.");
        else draft.Do(new CallApi("PUT", $"/cluster/ha/resources/{(guest.Kind == GuestKind.Vm ? "vm" : "ct")}:{{id}}", changes, target.Reference));
    }

    private static void Guests(Clause clause, string? group, string? state, (int? Restarts, int? Moves) limits, Draft draft)
    {
        var leaves = clause.Is("remove", "disable", "delete", "lose", "exclude");
        if (draft.Cluster.Inventory.Nodes.Count < 2 && !leaves) draft.Problem("HA needs more than one node: there is nowhere to go.");
        if (group is not null && draft.Cluster.FindIn("/cluster/ha/groups", "group", group) is null && !draft.MadeNames.Contains(("ha-group", group))) draft.Problem($"There is no HA group {group}.");
        foreach (var target in Lookup.Guests(clause, draft) ?? [])
        {
            var sid = target.Existing is { } guest ? $"{(guest.Kind == GuestKind.Vm ? "vm" : "ct")}:{guest.Vmid}" : "";
            var now = draft.Cluster.Rows("/cluster/ha/resources").Where(r => r.Text("sid") == sid).Select(r => r.Text("group") ?? "").ToList();
            var isThere = now.Count > 0;
            if (leaves && isThere) draft.Do(new RemoveFromHa(target.Reference));
            else if (leaves) draft.Already($"{target.Name} is not under HA.");
            else if (isThere && target.Existing is { } known && (limits is not (null, null) || state is not null || group is not null)) Change(known, target, sid, (state, group), limits, draft);
            else if (isThere) draft.Already($"{target.Name} is under HA already.");
            else if (target.Existing is { IsTemplate: true }) draft.Problem($"{target.Name} is a template.");
            else draft.DoLater(() => [new AddToHa(target.Reference, group, state ?? "started") { MaxRestarts = limits.Restarts, MaxRelocations = limits.Moves }]);
        }
    }
}
