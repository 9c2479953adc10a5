using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Power;

/// <summary>"Delete VM 999": only by name, number or what tells some from the rest; never all there is.</summary>
internal sealed class DeleteGuestFrame : IFrame
{
    public bool Fits(Clause clause, Draft draft) =>
        clause.Is("delete", "remove") && (clause.Has(Slot.Guests) || clause.HasObject("vm", "ct", "server"))
        && !clause.HasAny(Slot.Card, Slot.SlotName, Slot.Job, Slot.Tags, Slot.Pool, Slot.SnapName, Slot.Port, Slot.Macro, Slot.Account, Slot.Vlan, Slot.IsoWord, Slot.RulePos, Slot.Role, Slot.Member, Slot.MountPoint)
        && (clause.HasFlag("purge") || !clause.HasObject("ha", "backupjob", "pool", "group"))
        && !clause.HasObject("snapshot", "backup", "disk", "mountpoint", "nic", "rule", "cddrive", "notes", "permission", "firewall");

    public void Plan(Clause clause, Draft draft)
    {
        if (clause.Facets.Exists(f => f.Guests is { IsUnbounded: true }))
        {
            draft.Problem("All guests are not deleted by one plan: name them, or say which, as by a tag, a pool or a state.");
            return;
        }

        var hasPurge = clause.HasFlag("purge");
        clause.TakeFlag("purge", "force", "atonce", "stopped");
        if (hasPurge) clause.TakeObject("backupjob", "ha", "replication", "backup");
        foreach (var target in Lookup.Guests(clause, draft, mayGuess: false) ?? []) Delete(target, draft);
    }

    private static void Delete(Target target, Draft draft)
    {
        if (target.Existing is not { } guest)
        {
            draft.Problem($"{target.Name} is made by the text: it cannot be deleted by it, too.");
            return;
        }

        if (guest.Settings.GetValueOrDefault("protection") == "1") draft.Problem($"{guest.Name} is protected against deletion; take the protection away first, in a plan of its own.");
        if (draft.PowerOf(target) != GuestPower.Stopped)
        {
            draft.Assume($"{guest.Name} {(draft.PowerOf(target) == GuestPower.Unknown ? "may run" : "runs")}: it is stopped first, hard.");
            draft.Do(new StopGuest(target.Reference));
            draft.SetPower(target, GuestPower.Stopped);
        }

        draft.Do(new DeleteGuest(target.Reference));
    }
}
