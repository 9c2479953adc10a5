using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;
using MycoPod.Reconciler.Planning.BuiltIn.World;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Disks;

/// <summary>"Move the scsi0 disk of VM 100 to ceph-vm", "migrate VM 120 from local storage to shared storage".</summary>
internal sealed class MoveDiskFrame : IFrame
{
    public bool Fits(Clause clause, Draft draft) => clause.Is("move", "migrate", "put") && clause.HasAny(Slot.Guests, Slot.SlotName)
        && (clause.Facets.Exists(f => !f.IsUsed && f.Slot == Slot.Storage && f.Role is "to" or "shared" or "unknown" or "") || clause.HasObject("disk") || clause.HasAny(Slot.SlotName) || (clause.Has(Slot.Place) && clause.HasObject("storage")));

    public void Plan(Clause clause, Draft draft)
    {
        clause.TakeFlag("online", "atonce", "shared");
        var keep = clause.TakeFlag("keepsource");
        clause.TakeFlag("removesource");
        var to = clause.Take(Slot.Storage, "to") ?? clause.Take(Slot.Storage, "shared") ?? clause.Take(Slot.Storage, "unknown") ?? clause.Take(Slot.Storage, "") ?? clause.Take(Slot.Place);
        var from = clause.Take(f => f.Slot == Slot.Storage && f.Role is "from" or "local");
        var which = DiskWords.Read(clause);
        var slot = clause.Take(Slot.SlotName)?["x"];
        var isEach = which.IsPlural || clause.Unknown.Exists(w => w.ToLowerInvariant() is "all" or "every");
        clause.TakeObject("disk", "storage");
        if (slot is null) clause.Unknown.RemoveAll(w => w.ToLowerInvariant() is "all" or "every");
        clause.TakeAll(Slot.Disk);
        if (to is null) draft.Ask("To which storage?", draft.Cluster.Inventory.Storages.Where(s => s.Content.Contains("images")).Select(s => s.Name).Distinct(StringComparer.Ordinal));
        else if (to.Role is "unknown" || to.Slot == Slot.Place) draft.Problem($"There is no storage {Draft.Quote(to.Value.Text)}.");
        foreach (var target in Lookup.Guests(clause, draft) ?? [])
        {
            if (target.Existing is not { } guest || to is null || draft.IsStuck) continue;
            var place = slot ?? (isEach ? null : One(which, guest, draft));
            if (!draft.IsStuck) Move(target, guest, to, from?.Role == "from" ? from["x"] : null, place, keep, draft);
        }
    }

    /// <returns>The one disk of several that is spoken of; null for all that there are.</returns>
    private static string? One(DiskWords which, Guest guest, Draft draft)
    {
        var disks = DiskSlots.Of(guest);
        if (!which.IsSaid || disks.Count < 2) return null;
        if (which.IsRoot || which.IsData) return which.Choose(guest, draft)?.Name;
        draft.Ask($"Which disk of {guest.Name}?", [.. disks.Select(d => d.Name), "all of them"]);
        return null;
    }

    private static void Move(Target target, Guest guest, Facet to, string? from, string? slot, bool keep, Draft draft)
    {
        var content = guest.Kind == GuestKind.Vm ? "images" : "rootdir";
        var storage = to.Role == "shared" ? Shared(guest, content, draft) : Placing.Storage(draft, guest.Node, content, to["x"], 0);
        var disks = DiskSlots.Of(guest).Where(d => slot is null || d.Name == slot).ToList();
        if (storage is null) return;
        if (disks.Count == 0) draft.Problem($"{guest.Name} has no disk {slot}.");
        foreach (var (name, text) in disks)
        {
            var place = text.Split(':')[0];
            if (place == storage) draft.Already($"{name} of {guest.Name} is on {storage} already.");
            else if (from is not null && from != place && from != "local") draft.Problem($"{name} of {guest.Name} is on {place}, not on {from}.");
            else draft.Do(new MoveDisk(target.Reference, name, text.Split(',')[0], storage, keep));
        }
    }

    private static string? Shared(Guest guest, string content, Draft draft)
    {
        var shared = draft.Cluster.Inventory.Storages.Where(s => s.Node == guest.Node && s.IsShared && s.Content.Contains(content)).ToList();
        if (shared.Count == 1) return shared[0].Name;
        if (shared.Count == 0) draft.Problem($"{guest.Node} has no shared storage for this.");
        else draft.Ask("To which shared storage?", shared.Select(s => s.Name));
        return null;
    }
}
