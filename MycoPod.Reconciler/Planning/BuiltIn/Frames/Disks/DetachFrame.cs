using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Disks;

/// <summary>"Detach scsi1 of VM 100", "eject the CD of builder", "delete unused0 of VM 100".</summary>
internal sealed class DetachFrame : IFrame
{
    public bool Fits(Clause clause, Draft draft) =>
        clause.Is("detach", "remove", "delete")
        && (clause.Has(Slot.SlotName) || clause.HasObject("cddrive", "iso", "disk", "mountpoint") || clause.Has(Slot.IsoWord))
        && clause.Has(Slot.Guests);

    public void Plan(Clause clause, Draft draft)
    {
        var slot = clause.Take(Slot.SlotName)?["x"];
        var isCd = clause.TakeObject("cddrive", "iso") | clause.TakeAll(Slot.IsoWord).Count > 0;
        clause.TakeObject("disk", "mountpoint");
        clause.Take(Slot.Iso);
        var system = isCd ? clause.Take(Slot.System)?["x"] : null;
        foreach (var target in Lookup.Guests(clause, draft, mayGuess: false) ?? [])
        {
            if (target.Existing is not { } guest) continue;
            var cd = guest.Settings.FirstOrDefault(s => s.Value.Contains("media=cdrom", StringComparison.Ordinal) && !s.Value.Contains("cloudinit", StringComparison.Ordinal) && (slot is null || s.Key == slot));
            if (isCd && system is not null && cd.Value?.Contains(system, StringComparison.OrdinalIgnoreCase) == false) draft.Problem($"The CD of {guest.Name} is {cd.Value.Split(',')[0]}, not one of {system}.");
            else if (isCd && cd.Key is null) draft.Already($"{guest.Name} has no CD.");
            else if (cd.Key is not null && (isCd || cd.Key == slot)) draft.Do(new ConfigureGuest(target.Reference, [new FieldChange(cd.Key, cd.Value, "none,media=cdrom")]));
            else if (slot is null) draft.Ask($"Which disk of {guest.Name}?", DiskSlots.Of(guest).Select(d => d.Name));
            else if (!guest.Settings.TryGetValue(slot, out var text)) draft.Problem($"{guest.Name} has no {slot}.");
            else if (slot.StartsWith("unused", StringComparison.Ordinal) && clause.Is("delete", "remove")) draft.Do(new DeleteDisk(target.Reference, slot, text.Split(',')[0]));
            else if (clause.Is("delete")) draft.Ask($"Is {slot} of {guest.Name} to be detached, which keeps its data? Deleting a disk takes two steps: detach it, then delete what is unused.", $"detach {slot} of {guest.Name}");
            else draft.Do(new DetachDisk(target.Reference, slot, text.Split(',')[0]));
        }
    }
}
