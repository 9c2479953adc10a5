using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Backups;

/// <summary>"Restore the homeassistant backup from 2025-04-13 as VM 300".</summary>
internal sealed class RestoreFrame : IFrame
{
    public bool Fits(Clause clause, Draft draft) => clause.Is("restore") && !clause.HasObject("snapshot") && !clause.Has(Slot.SnapName);

    public void Plan(Clause clause, Draft draft)
    {
        if (Lookup.Guests(clause, draft, mayGuess: false) is not { } targets) return;
        foreach (var target in targets)
        {
            var newest = draft.Cluster.Backups().LastOrDefault(b => b.Vmid == target.Existing?.Vmid.Value);
            if (newest is null) draft.Problem($"There is no backup of {target.Name}.");
            else draft.Ask($"A plan cannot restore backups yet. The newest of {target.Name} is {newest.Volume}: will you restore it in Proxmox?");
        }
    }
}
