using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Snapshots;

/// <summary>"Delete the snapshot old of VM 100", "remove all snapshots of docker-host".</summary>
internal sealed class DeleteSnapshotFrame : IFrame
{
    public bool Fits(Clause clause, Draft draft) => clause.Is("delete", "remove") && (clause.HasObject("snapshot") || clause.Has(Slot.SnapName));

    public void Plan(Clause clause, Draft draft)
    {
        var keepsNewest = clause.TakeFlag("exceptnewest");
        var isAll = clause.TakeFlag("all") || clause.Unknown.Remove("all");
        clause.TakeObject("snapshot");
        var name = clause.HasAny(Slot.Names, Slot.SnapName, Slot.QuotedText, Slot.Command) ? SnapshotFrame.Name(clause) : null;
        if (clause.Facets.Exists(f => f.Guests is { IsUnbounded: true }) || (clause.Has(Slot.OlderThan) && !clause.Has(Slot.Guests)))
        {
            draft.Problem("Snapshots are deleted guest by guest: say of which guest, and which snapshot.");
            return;
        }

        var before = Before(clause, draft);
        foreach (var target in Lookup.Guests(clause, draft, mayGuess: false) ?? [])
        {
            if (target.Existing is not { } guest) continue;
            var snapshots = draft.Cluster.SnapshotsOf(guest);
            var chosen = snapshots.Where(s => before is not null ? s.TakenAt < before : isAll || s.Name == name || clause.Unknown.Remove(s.Name)).OrderByDescending(s => s.TakenAt).ToList();
            if (chosen.Count == 0 && before is not null) draft.Already($"{guest.Name} has no snapshot as old as that.");
            else if (chosen.Count == 0 && name is null) draft.Ask($"Which snapshot of {guest.Name}?", snapshots.Select(s => s.Name));
            else if (chosen.Count == 0 && clause.IsEnsured) draft.Already($"{guest.Name} has no snapshot {name}.");
            else if (chosen.Count == 0) draft.Problem($"{guest.Name} has no snapshot {name}. {(snapshots.Count == 0 ? "It has none at all." : $"It has {string.Join(", ", snapshots.Select(s => s.Name))}.")}");
            foreach (var snapshot in chosen.Skip(keepsNewest ? 1 : 0)) draft.Do(new DeleteSnapshot(target.Reference, snapshot.Name, snapshot.TakenAt));
        }
    }

    /// <summary>"older than 30 days", counted from when the cluster was looked at.</summary>
    /// <returns>In seconds since 1970; null where no age is said.</returns>
    private static long? Before(Clause clause, Draft draft)
    {
        if (clause.Take(Slot.OlderThan) is not { } age) return null;
        var days = age.Value.Number * age.Role switch { "weeks" => 7, "months" => 30, _ => 1 };
        return draft.Cluster.Inventory.TakenAt.AddDays(-(double)days).ToUnixTimeSeconds();
    }
}
