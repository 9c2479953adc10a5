using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Frames.Power;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Snapshots;

/// <summary>"Roll back VM 100 to before-update", "restore VM 100 to snapshot x".</summary>
internal sealed class RollBackFrame : IFrame
{
    public bool Fits(Clause clause, Draft draft) =>
        clause.Is("rollback")
        || (clause.Is("restore", "reset", "set") && (clause.HasObject("snapshot") || clause.Has(Slot.SnapName)) && !clause.HasObject("backup"));

    public void Plan(Clause clause, Draft draft)
    {
        if (WholeGuest.IsPartAsked(clause, draft)) return;
        if ((WholeGuest.Part(clause) ?? clause.Facets.Find(f => f.Slot == Slot.Object && f["o"] is not ("snapshot" or "vm" or "ct" or "server"))?.Text ?? WholeGuest.Passed(clause, "as", "new", "only", "into")) is { } part)
        {
            draft.Ask($"{Draft.Quote(part)}: a snapshot brings a guest back as a whole. Is all of it to be rolled back?");
            return;
        }

        var isLatest = clause.TakeFlag("latest");
        clause.TakeObject("snapshot");
        var name = clause.Has(Slot.Names) || clause.Has(Slot.SnapName) || clause.Has(Slot.QuotedText) || clause.Has(Slot.Command) ? SnapshotFrame.Name(clause) : null;
        if (Lookup.Guests(clause, draft, mayGuess: false) is not { } targets) return;
        if (targets is not [{ Existing: { } guest } target])
        {
            draft.Ask($"{Draft.Quote(clause.VerbText)}: which one guest?", targets.Select(t => t.Name));
            return;
        }

        var snapshots = draft.Cluster.SnapshotsOf(guest);
        var chosen = isLatest && name is null ? snapshots.MaxBy(s => s.TakenAt) : snapshots.FirstOrDefault(s => s.Name == name) ?? snapshots.FirstOrDefault(s => clause.Unknown.Remove(s.Name));
        if (chosen is not null)
        {
            draft.Do(new RollBackSnapshot(target.Reference, chosen.Name) { TakenAt = chosen.TakenAt });
            draft.SetPower(target, chosen.HasMemory ? GuestPower.Running : GuestPower.Stopped);
        }
        else if (name is null && snapshots.Count > 0) draft.Ask($"To which snapshot of {guest.Name}?", snapshots.Select(s => s.Name));
        else if (name is null) draft.Problem($"{guest.Name} has no snapshots.");
        else draft.Problem($"{guest.Name} has no snapshot {name}. {(snapshots.Count == 0 ? "It has none at all." : $"It has {string.Join(", ", snapshots.Select(s => s.Name))}.")}");
        if (chosen is not null && clause.TakeFlag("running")) PowerFrame.TurnOn(target, draft.PowerOf(target), draft);
        if (guest.Power == GuestPower.Running && chosen is { HasMemory: false }) draft.Assume($"{guest.Name} runs: a rollback to a snapshot without memory leaves it stopped.");
    }
}
