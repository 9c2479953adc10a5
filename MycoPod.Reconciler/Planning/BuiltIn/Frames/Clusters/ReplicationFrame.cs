using MycoPod.Core.Plans.Steps.Clusters;
using MycoPod.Core.Proxmox;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Frames.Backups;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;
using MycoPod.Reconciler.Planning.BuiltIn.World;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Clusters;

/// <summary>"Replicate VM 120 to pve3 every 15 minutes", "stop the replication of VM 120".</summary>
internal sealed class ReplicationFrame : IFrame
{
    public bool Fits(Clause clause, Draft draft) => clause.Is("replicate") || clause.HasObject("replication");

    public void Plan(Clause clause, Draft draft)
    {
        clause.TakeObject("replication", "storage");
        var schedule = ScheduleText.Take(clause, draft);
        var rate = (int?)(clause.Take(Slot.Rate, "") ?? clause.Take(Slot.Rate, "of"))?.Value.Number;
        var node = clause.Take(f => f.Slot == Slot.Node && f.Role is "to") ?? clause.Take(f => f.Slot == Slot.Node && f.Role is "") ?? clause.Take(Slot.Place) ?? clause.Take(Slot.Node, "unknown");
        var origin = clause.Take(Slot.Node, "from");
        if (origin is not null) clause.Facets.Add(origin with { IsUsed = false });
        if (Lookup.Guests(clause, draft) is not { } targets) return;
        foreach (var target in targets)
        {
            var jobs = draft.Cluster.Rows("/cluster/replication").Where(r => r.Number("guest") == target.Existing?.Vmid.Value).ToList();
            if (clause.Is("delete", "remove", "stop", "disable"))
            {
                foreach (var job in jobs) draft.Do(new RemoveJob("replication", job.RequiredText("id")));
                if (jobs.Count == 0) draft.Already($"{target.Name} is not replicated.");
            }
            else if (node is null) draft.Ask("To which node?", draft.Cluster.Inventory.Nodes.Where(n => n.Name != target.Node).Select(n => n.Name.Value));
            else if (draft.Cluster.FindNode(node.Value.Text) is not { } to) draft.Problem($"There is no node {Draft.Quote(node.Value.Text)}.");
            else Add(target, to.Name, schedule, jobs.Count, rate, draft);
        }
    }

    private static void Add(Target target, Core.Inventory.NodeName node, string? schedule, int job, int? rate, Draft draft)
    {
        if (schedule is null) draft.Assume("No interval is said: every 15 minutes.");
        var elsewhere = target.Existing is { } guest ? DiskSlots.Of(guest).FirstOrDefault(d => draft.Cluster.Inventory.Storages.Any(s => d.Text.StartsWith($"{s.Name}:", StringComparison.Ordinal) && s.Type != "zfspool")) : default;
        if (elsewhere.Name is not null) draft.Problem($"{elsewhere.Name} of {target.Name} is not on ZFS: only ZFS disks are replicated.");
        else draft.Do(new AddReplication(target.Reference, job, node, schedule ?? "*/15") { RateMBs = rate });
    }
}
