using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;
using MycoPod.Reconciler.Planning.BuiltIn.World;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Guests;

/// <summary>"Migrate VM 120 to pve3", "move everything from pve1 to pve2".</summary>
internal sealed class MigrateFrame : IFrame
{
    public bool Fits(Clause clause, Draft draft) => ((clause.HasFlag("localdisks") || (clause.HasFlag("restart") && clause.Verb.Length == 0)) && !clause.Has(Slot.Guests) && draft.Last.Count > 0) || (clause.Verb.Length == 0 && (clause.Has(Slot.Node, "arrow") || IsFromTo(clause)) && clause.Has(Slot.Guests)) || clause.Is("migrate", "move", "put", "set", "run-on") && !clause.HasAny(Slot.Pool, Slot.Vlan, Slot.SlotName, Slot.Bridge) && !clause.HasObject("disk", "storage")
        && (clause.Facets.Exists(f => f.Slot == Slot.Node && f.Role is "to" or "unknown" or "other" or "" && !f.IsUsed) || (clause.Is("migrate", "move") && (clause.Has(Slot.Place) || (clause.Has(Slot.Node, "from") && clause.Has(Slot.Guests))))) && !(clause.Is("set") && clause.HasAny(Slot.Cores, Slot.Memory, Slot.Disk, Slot.CpuType, Slot.Ip))
        && !clause.Has(Slot.Storage, "shared");

    public void Plan(Clause clause, Draft draft)
    {
        if (clause.Has(Slot.Node, "arrow") || (clause.Verb.Length == 0 && IsFromTo(clause))) clause.Verb = "migrate";
        if (!clause.Is("migrate", "move", "put", "set", "run-on"))
        {
            clause.TakeFlag("localdisks", "online", "restart");
            return;
        }

        clause.TakeFlag("online", "localdisks", "atonce", "running", "graceful", "restart");
        var storage = clause.Take(f => f.Slot == Slot.Storage && f.Role is "" or "to")?["x"];
        var to = clause.Take(f => f.Slot == Slot.Node && f.Role is "to" or "arrow") ?? (clause.Is("put", "run-on", "set", "move") ? clause.Take(f => f is { Slot: Slot.Node, Role: "" }) : null) ?? clause.Take(f => f.Slot == Slot.Node && f.Role is "unknown" or "other") ?? clause.Take(Slot.Place);
        if (to is null || to.Role == "other")
        {
            var left = clause.Facets.Where(f => f is { Slot: Slot.Node, Role: "from" }).Select(f => f["x"]).ToList();
            draft.Ask("To which node?", draft.Cluster.OnlineNodes.Select(n => n.Name.Value).Except(left, StringComparer.Ordinal));
            return;
        }

        var node = draft.Cluster.FindNode(to.Value.Text);
        if (node is null) draft.Problem($"There is no node {Draft.Quote(to.Value.Text)}. Nodes here: {string.Join(", ", draft.Cluster.Inventory.Nodes.Select(n => n.Name))}.");
        if (clause.Facets.Exists(f => f.Slot == Slot.Node && f.Role == "unknown" && !f.IsUsed)) clause.Take(Slot.Node, "unknown");
        foreach (var target in Lookup.Guests(clause, draft) ?? []) Move(target, node?.Name.Value ?? "", storage, draft);
    }

    /// <summary>"get web-1 off pve1 and onto pve2".</summary>
    private static bool IsFromTo(Clause clause) => clause.Has(Slot.Node, "from") && clause.Has(Slot.Node, "to");

    public static void Move(Target target, string node, string? storage, Draft draft)
    {
        if (draft.Cluster.FindNode(node) is not { } to) return;
        if (target.Existing is not { } guest)
        {
            draft.Problem($"{target.Name} is made by the text: say there on which node.");
            return;
        }

        if (guest.Node == to.Name)
        {
            draft.Already($"{guest.Name} is on {to.Name} already.");
            return;
        }

        var isRunning = draft.PowerOf(target) == GuestPower.Running;
        if (isRunning && guest.Kind == GuestKind.Ct) draft.Assume($"{guest.Name} runs: it is restarted on {to.Name}, as containers are not moved while they run.");
        foreach (var (disk, text) in DiskSlots.Of(guest))
        {
            var place = text.Split(':')[0];
            if (storage is null && !draft.Cluster.Inventory.Storages.Any(s => s.Node == to.Name && s.Name == place)) draft.Problem($"{disk} of {guest.Name} is on {place}, which {to.Name} does not have: say to which storage.");
        }

        draft.Do(new MigrateGuest(target.Reference, to.Name, isRunning, storage));
        draft.Now(guest with { Node = to.Name });
    }
}
