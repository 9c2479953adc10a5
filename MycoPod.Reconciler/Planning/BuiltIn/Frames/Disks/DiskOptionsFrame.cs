using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Disks;

/// <summary>"Enable discard on scsi0 of VM 100", "exclude scsi1 of gitlab from backups": how a disk that is there is attached.</summary>
internal sealed class DiskOptionsFrame : IFrame
{
    /// <summary>Options that are on or off, and how Proxmox writes that they are on; off is what is not written.</summary>
    private static readonly (string Name, string On)[] Switches = [("discard", "on"), ("ssd", "1"), ("iothread", "1")];

    public bool Fits(Clause clause, Draft draft) =>
        clause.Has(Slot.Guests) && !(clause.Is("create") && clause.HasObject("disk")) && Lookup.AreThere(clause, draft) && !clause.HasAny(Slot.Size, Slot.Names, Slot.Cores, Slot.Memory, Slot.System, Slot.MountPoint) && !clause.Facets.Exists(f => f is { Slot: Slot.Disk, IsUsed: false } && f.Has("s"))
        && (clause.Has(Slot.DiskCache, "") || clause.Has(Slot.DiskCache, "word") || Array.Exists(Switches, s => clause.Facets.Exists(f => f is { Slot: Slot.Flag, IsUsed: false } && f["f"] == s.Name)) || IsOfBackups(clause));

    public void Plan(Clause clause, Draft draft)
    {
        var isOff = clause.Is("disable", "remove", "delete");
        List<(string Name, string? Value)> options = [];
        foreach (var (name, on) in Switches)
        {
            if (clause.TakeSwitch(name) is { } isOn) options.Add((name, isOn && !isOff ? on : null));
        }

        var isCache = clause.Take(Slot.DiskCache, "word") is not null;
        if ((clause.Take(Slot.DiskCache, "") ?? (isCache ? clause.Take(Slot.DiskCache, "to") : null))?["x"] is { } cache) options.Add(("cache", cache));
        if (IsOfBackups(clause)) options.Add(("backup", "0"));
        clause.TakeObject("backup", "backupjob");
        var slots = clause.TakeAll(Slot.SlotName).Select(f => f["x"]).ToList();
        var which = DiskWords.Read(clause);
        clause.TakeObject("disk");
        clause.TakeAll(Slot.Disk);
        if (which.IsPlural) clause.Unknown.RemoveAll(w => w.ToLowerInvariant() is "all" or "every" or "both");
        foreach (var target in Lookup.Guests(clause, draft) ?? [])
        {
            if (target.Existing is not { } guest) draft.Problem($"{target.Name} is made by the text: say there how its disks are attached.");
            else if (guest.Kind == GuestKind.Ct) draft.Problem($"{guest.Name} is a container: its disks have no such options.");
            else foreach (var disk in Choose(guest, slots, which, draft)) Set(target, guest, disk, options, draft);
        }
    }

    private static bool IsOfBackups(Clause clause) => clause.Is("exclude", "remove") && clause.HasObject("backup", "backupjob") && clause.Has(Slot.SlotName);

    private static IEnumerable<string> Choose(Guest guest, List<string> slots, DiskWords which, Draft draft)
    {
        var disks = DiskSlots.Of(guest).Select(d => d.Name).ToList();
        foreach (var slot in slots.Where(s => !disks.Contains(s))) draft.Problem($"{guest.Name} has no disk {slot}. It has {string.Join(", ", disks)}.");
        if (slots.Count > 0) return slots.Intersect(disks);
        if (which.IsPlural || disks.Count < 2) return disks;
        if (which.IsRoot || which.IsData || which.Place is not null) return which.Choose(guest, draft) is { } one ? [one.Name] : [];
        draft.Ask($"Which disk of {guest.Name}?", [.. disks, "all of them"]);
        return [];
    }

    private static void Set(Target target, Guest guest, string disk, List<(string Name, string? Value)> options, Draft draft)
    {
        var before = draft.Setting(guest, disk) ?? guest.Settings[disk];
        var after = new PropertyText(before);
        foreach (var (name, value) in options.Where(o => !IsSo(after[o.Name], o.Value))) after[name] = value;
        if (after.ToString() == before)
        {
            draft.Already($"{disk} of {guest.Name} is so already.");
            return;
        }

        draft.Do(new ConfigureGuest(target.Reference, [new FieldChange(disk, before, after.ToString())]));
        draft.Set(guest, disk, after.ToString());
    }

    private static bool IsSo(string? now, string? wanted) => wanted is null ? now is null or "0" or "ignore" : now == wanted;
}
