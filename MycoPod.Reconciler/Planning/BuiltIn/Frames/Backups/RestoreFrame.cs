using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Backups;

/// <summary>"Restore the homeassistant backup from 2025-04-13 as VM 300".</summary>
internal sealed class RestoreFrame : IFrame
{
    public bool Fits(Clause clause, Draft draft) => clause.Is("restore") && !clause.HasObject("snapshot") && !clause.Has(Slot.SnapName);

    public void Plan(Clause clause, Draft draft) => draft.Problem("Restoring backups is not planned yet: restore them in Proxmox.");
}
