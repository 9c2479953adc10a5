using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Disks;

/// <summary>"Grow scsi0 of VM 100 by 20 GB", "increase the storage of homeassistant to 64 GB". Disks never shrink.</summary>
internal sealed class ResizeFrame : IFrame
{
    private const long Gibibyte = 1L << 30;

    public bool Fits(Clause clause, Draft draft) =>
        (IsMadeTo(clause) && Lookup.AreThere(clause, draft)) || (clause.Is("resize") || (clause.Is("set", "add", "have", "be") && (clause.HasAny(Slot.SlotName) || clause.HasObject("disk", "storage", "mountpoint") || clause.Facets.Exists(f => f is { Slot: Slot.Disk } && f.Lead is "by" or "another")))) && clause.HasAny(Slot.Size, Slot.Disk)
        && !clause.HasAny(Slot.Cores, Slot.Memory) || (clause.Is("resize") && clause.HasAny(Slot.SlotName, Slot.Guests) && !clause.HasAny(Slot.Cores, Slot.Memory));

    /// <summary>"Make the disk of web-1 40 GB": a disk that is there, and its size said apart from it.</summary>
    public static bool IsMadeTo(Clause clause) =>
        IsMadeDirectly(clause)
        || clause.Is("create") && clause.HasObject("disk") && clause.Has(Slot.Size) && !clause.HasAny(Slot.Disk, Slot.Names, Slot.System, Slot.Cores, Slot.Memory) && clause.Facets.Exists(f => f.Guests is not null && f.Lead == "of");

    /// <summary>"Make web-1's disk 40 GB": it is not said to be a further one.</summary>
    private static bool IsMadeDirectly(Clause clause) =>
        clause.VerbText.Equals("make", StringComparison.OrdinalIgnoreCase)
        && clause.Has(Slot.Disk, "")
        && clause.Has(Slot.Guests)
        && !clause.HasAny(Slot.Names, Slot.System, Slot.Cores, Slot.Memory, Slot.MountPoint, Slot.Path);

    public void Plan(Clause clause, Draft draft)
    {
        var from = clause.Take(Slot.Size, "from");
        var to = from?.Get("t");
        var size = to is not null ? null : clause.Take(Slot.Size, "to") ?? clause.Take(Slot.Size, "by") ?? clause.Take(Slot.Disk) ?? clause.Take(Slot.Size, "");
        var which = DiskWords.Read(clause);
        var slot = clause.Take(Slot.SlotName)?["x"];
        var mount = clause.Take(Slot.Path)?["x"];
        clause.TakeObject("disk", "storage", "mountpoint");
        clause.TakeAll(Slot.Storage);
        clause.TakeFlag("online", "atonce");
        var isLeast = clause.TakeFlag("atleast");
        var mib = to?.Number ?? (size?.Get("s") ?? size?.Value)?.Number;
        var isBy = size?.Text.Contains('+', StringComparison.Ordinal) == true || size is { Role: "by" } || (size is not null && size.Lead is "by" or "another" or "additional") || (size is { Slot: Slot.Size, Role: "" } && clause.Is("add"));
        if (clause.VerbText.StartsWith("shrink", StringComparison.OrdinalIgnoreCase)
            || clause.VerbText.ToLowerInvariant() is "reduce" or "decrease" or "cut" or "lower")
        {
            draft.Problem("Disks never shrink: Proxmox only grows them.");
        }

        Lookup.GoOn(clause, draft);
        if (Lookup.Guests(clause, draft) is not { } targets) return;
        if (mib is not { } amount) draft.Ask("To which size, or by how much?");
        else if (amount % 1024 != 0) draft.Problem("A disk is a whole number of GB.");
        else foreach (var target in targets) Grow(target, (int)(amount / 1024), isBy, (slot, mount, which, isLeast), draft);
    }

    private static void Grow(Target target, int gib, bool isBy, (string? Slot, string? Mount, DiskWords Words, bool IsLeast) said, Draft draft)
    {
        var (slot, mount, which, isLeast) = said;
        if (target.Made is { } made)
        {
            made.Spec.DiskGiB = isBy ? (made.Spec.DiskGiB ?? 0) + gib : gib;
            return;
        }

        if (target.Existing is not { } guest) return;
        var disks = DiskSlots.Of(guest);
        if (slot is null && mount is null or "/" && which.Choose(guest, draft) is null && draft.Questions.Count > 0) return;
        var disk = slot is not null ? disks.FirstOrDefault(d => d.Name == slot) : mount is not null && mount != "/" ? disks.FirstOrDefault(d => d.Text.Contains($"mp={mount}", StringComparison.Ordinal)) : which.Choose(guest, draft) ?? default;
        if (disk.Name is null || DiskSize.OfProperties(draft.Setting(guest, disk.Name) ?? disk.Text) is not { } now)
        {
            draft.Problem($"{guest.Name} has no disk {slot ?? mount}. It has {string.Join(", ", disks.Select(d => d.Name))}.");
            return;
        }

        if (isBy && now % Gibibyte != 0) draft.Problem($"{disk.Name} of {guest.Name} has {DiskSize.Say(now)}: say the size it is to have, not how much more.");
        var wanted = isBy ? (int)(now / Gibibyte) + gib : gib;
        if (isLeast && wanted * Gibibyte < now) draft.Already($"{disk.Name} of {guest.Name} has {DiskSize.Say(now)} already.");
        else if (wanted * Gibibyte < now) draft.Problem($"{disk.Name} of {guest.Name} has {DiskSize.Say(now)} already; disks never shrink.");
        else if (wanted * Gibibyte == now) draft.Already($"{disk.Name} of {guest.Name} has {wanted} GiB already.");
        else draft.Do(new ResizeDisk(target.Reference, disk.Name, draft.Setting(guest, disk.Name) ?? disk.Text, wanted));
    }
}
