using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Disks;

/// <summary>"Add a 100 GB disk on ceph-vm to gitlab", "add a 50 GB mount point to LXC 200".</summary>
internal sealed class AddDiskFrame : IFrame
{
    public bool Fits(Clause clause, Draft draft) => (clause.Is("add", "create", "mount") || (clause.Is("set", "have") && clause.Facets.Exists(f => f is { Slot: Slot.Disk, Role: "data" }))) && clause.Has(Slot.Guests)
        && (clause.HasAny(Slot.Disk, Slot.MountPoint) || clause.HasObject("disk", "mountpoint")) && !clause.HasAny(Slot.Names, Slot.Cores, Slot.Memory, Slot.System)
        && !ResizeFrame.IsMadeTo(clause) && !(clause.Is("add") && clause.Facets.Exists(f => f is { Slot: Slot.Size, Role: not "bare", IsUsed: false }) && !clause.HasAny(Slot.Disk, Slot.MountPoint)) && Lookup.AreThere(clause, draft);

    public void Plan(Clause clause, Draft draft)
    {
        if (clause.VerbText.ToLowerInvariant() is "make" or "set" or "change"
            && clause.Facets.Find(f => f is { Slot: Slot.Disk, Role: "data", IsUsed: false }) is { } second
            && second.Text.StartsWith("second", StringComparison.OrdinalIgnoreCase))
        {
            draft.Ask($"{Draft.Quote(second.Text)}: is a further disk to be added, or one that is there to grow? Name the one that is there, as in scsi1.");
            return;
        }

        var mount = clause.Take(Slot.MountPoint);
        var disk = mount ?? clause.Take(Slot.Disk) ?? clause.Take(f => f.Slot == Slot.Size && f.Role != "bare");
        clause.TakeAll(Slot.Count);
        clause.TakeObject("disk", "mountpoint");
        var path = (mount ?? disk)?.Get("p")?.Text ?? clause.Take(Slot.Path)?["x"];
        var storage = clause.Take(f => f.Slot == Slot.Storage && f.Role is "" or "to")?["x"];
        var slot = clause.Take(Slot.SlotName)?["x"];
        var (discard, ssd) = (clause.TakeSwitch("discard"), clause.TakeSwitch("ssd"));
        var options = discard is null && ssd is null ? null : new DiskOptions { Discard = discard, Ssd = ssd };
        if (disk is null && clause.Take(Slot.Size, "bare") is { } bare) disk = Bare(bare, draft);
        if (Lookup.Guests(clause, draft) is not { } targets) return;
        if (disk is null || (disk.Get("s") ?? disk.Value).Number is not (>= 1024 and var mib) || mib % 1024 != 0)
        {
            draft.Ask(disk is null ? "How large is the disk to be?" : $"{Draft.Quote(disk.Text)}: a disk is a whole number of GB. How large?");
            return;
        }

        foreach (var target in targets) Add(target, (int)(mib / 1024), disk.Has("b") ? disk["b"] : "scsi", slot, path, storage, options, draft);
    }

    /// <summary>"size 5": as Proxmox's own form has it, in GB.</summary>
    private static Facet Bare(Facet size, Draft draft)
    {
        draft.Assume($"{Draft.Quote(size.Text)} is taken as {size["m"]} GB.");
        return size with { Captures = new Dictionary<string, Said>(StringComparer.Ordinal) { ["s"] = new($"{size["m"]} GB", (size.Get("m")?.Number ?? 0) * 1024) } };
    }

    private static void Add(Target target, int gib, string bus, string? slot, string? path, string? storage, DiskOptions? options, Draft draft)
    {
        if (target.Made is { } made)
        {
            if (options is not null) draft.Problem($"Discard and SSD emulation of a further disk of {made.Name} are set once it is there.");
            if (made.Kind == GuestKind.Ct) made.Spec.Mounts.Add((gib, path ?? "/data"));
            else made.Spec.MoreDisks.Add((gib, storage));
            return;
        }

        if (target.Existing is not { } guest || Placing.Storage(draft, guest.Node, guest.Kind == GuestKind.Vm ? "images" : "rootdir", storage, gib) is not { } place) return;
        if (guest.Kind == GuestKind.Ct && options is not null) draft.Problem($"{guest.Name} is a container: its disks know neither discard nor SSD emulation.");
        HashSet<string> taken = [.. guest.Settings.Keys];
        if (slot is not null && taken.Contains(slot))
        {
            draft.Problem($"{slot} of {guest.Name} is taken.");
            return;
        }

        if (guest.Kind == GuestKind.Ct && path is null) draft.Assume($"No place is said: the disk is mounted at /data in {guest.Name}.");
        draft.Do(new AddDisk(target.Reference, slot ?? DiskSlots.Free(taken, guest.Kind == GuestKind.Ct ? "mp" : bus), place, gib, guest.Kind == GuestKind.Ct ? path ?? "/data" : null) { Options = options });
    }
}
