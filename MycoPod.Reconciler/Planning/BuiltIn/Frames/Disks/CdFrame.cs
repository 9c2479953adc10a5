using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;
using MycoPod.Reconciler.Planning.BuiltIn.World;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Disks;

/// <summary>"Mount the ISO debian-12.iso in web-1", "insert the Ubuntu ISO into VM 100".</summary>
internal sealed class CdFrame : IFrame
{
    private const string Drive = "ide2";

    public bool Fits(Clause clause, Draft draft) =>
        clause.Is("mount", "add", "put", "set") && (clause.Has(Slot.Iso) || (clause.HasAny(Slot.IsoWord, Slot.File) || clause.HasObject("iso")) && (clause.Has(Slot.System) || clause.Has(Slot.File) || clause.Has(Slot.FileName)))
        && clause.Has(Slot.Guests) && Lookup.AreThere(clause, draft) && !clause.HasAny(Slot.Names, Slot.Cores, Slot.Memory, Slot.Disk);

    public void Plan(Clause clause, Draft draft)
    {
        var volume = clause.Take(f => f.Slot is Slot.Iso or Slot.File)?["x"];
        var name = clause.Take(Slot.FileName)?["x"];
        var system = clause.Take(Slot.System) is { } said ? said.Has("v") ? $"{said["x"]} {said["v"]}" : said["x"] : null;
        clause.TakeAll(Slot.IsoWord);
        clause.TakeAll(Slot.Storage);
        clause.TakeObject("iso", "cddrive", "image");
        foreach (var target in Lookup.Guests(clause, draft) ?? [])
        {
            if (target.Existing is not { } guest) draft.Problem($"{target.Name} is made by the text: say there from which CD it starts.");
            else if (guest.Kind == GuestKind.Ct) draft.Problem($"{guest.Name} is a container: it has no CD drive.");
            else if (Find(guest, volume, name, system, draft) is { } iso) Insert(target, guest, iso, draft);
        }
    }

    private static string? Find(Guest guest, string? volume, string? name, string? system, Draft draft)
    {
        var there = draft.Cluster.Inventory.Images.Where(i => i.Node == guest.Node && i.Content == "iso").ToList();
        var found = volume is not null ? there.Find(i => i.Volume == volume)?.Volume : system is not null ? (Origins.Isos(draft.Cluster, system, guest.Node.Value) is [var newest, ..] ? newest.Volume : null) : null;
        if (found is null) draft.Problem($"{guest.Node} has no CD {volume ?? name ?? system}. CDs there: {string.Join(", ", there.Select(i => i.FileName).Distinct(StringComparer.Ordinal))}.");
        return found;
    }

    private static void Insert(Target target, Guest guest, string iso, Draft draft)
    {
        var (slot, now) = guest.Settings.Where(s => s.Value.Contains("media=cdrom", StringComparison.Ordinal) && !s.Value.Contains("cloudinit", StringComparison.Ordinal)).Select(s => (s.Key, s.Value)).FirstOrDefault();
        slot ??= guest.Settings.ContainsKey(Drive) ? DiskSlots.Free([.. guest.Settings.Keys], "ide") : Drive;
        if (now?.StartsWith($"{iso},", StringComparison.Ordinal) == true) draft.Already($"{guest.Name} holds the CD already.");
        else draft.Do(new ConfigureGuest(target.Reference, [new FieldChange(slot, now, $"{iso},media=cdrom")]));
    }
}
