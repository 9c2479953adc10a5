using MycoPod.Core.Inventory;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Disks;

/// <summary>"the root disk", "the data disk", "both disks": which of a guest's disks is meant where no place such as scsi1 is named.</summary>
/// <param name="IsSaid">Whether a disk is spoken of at all, not only the guest.</param>
internal sealed record DiskWords(bool IsSaid, bool IsRoot, bool IsData, bool IsPlural, int? Place)
{
    private static readonly string[] Roots = ["root", "boot", "system", "main", "os", "primary", "rootfs"];

    public static DiskWords Read(Clause clause)
    {
        var words = clause.Facets.Where(f => !f.IsUsed && (f is { Slot: Slot.Disk or Slot.PurposeWord } || (f.Slot == Slot.Object && f["o"] == "disk"))).SelectMany(f => f.Text.ToLowerInvariant().Split(' ')).ToList();
        var isSaid = words.Exists(w => w is "disk" or "disks" or "drive" or "drives" or "volume" or "volumes" or "rootfs");
        return new(isSaid, words.Exists(Roots.Contains), isSaid && words.Contains("data"), words.Exists(w => w is "disks" or "drives" or "volumes"), isSaid ? Nth(clause, words) : null);
    }

    /// <summary>"the second disk": counted from 0.</summary>
    private static int? Nth(Clause clause, List<string> words)
    {
        foreach (var (index, names) in new[] { (0, new[] { "first", "1st" }), (1, ["second", "2nd"]), (2, ["third", "3rd"]) })
        {
            if (words.Exists(names.Contains) || clause.Unknown.RemoveAll(w => names.Contains(w.ToLowerInvariant())) > 0) return index;
        }

        return null;
    }

    /// <returns>The one disk that is meant, or null where that was asked.</returns>
    public (string Name, string Text)? Choose(Guest guest, Draft draft)
    {
        var disks = DiskSlots.Of(guest);
        var first = DiskSlots.First(guest);
        var others = disks.Where(d => d.Name != first?.Name).ToList();
        if (Place is { } place && place < disks.Count) return disks[place];
        if (Place is not null)
        {
            draft.Problem($"{guest.Name} has {disks.Count} disk{(disks.Count == 1 ? "" : "s")}: {string.Join(", ", disks.Select(d => d.Name))}.");
            return null;
        }

        if (IsData && others.Count == 1) return others[0];
        if ((!IsData && !IsPlural) || disks.Count < 2) return first;
        draft.Ask($"Which disk of {guest.Name}?", disks.Select(d => d.Name));
        return null;
    }
}
