using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Steps.Storages;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;
using MycoPod.Reconciler.Planning.BuiltIn.World;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Backups;

/// <summary>"Prune the backups of web-1 on pbs-main, keep the last 3". The backups that go are named one by one.</summary>
internal sealed class PruneFrame : IFrame
{
    private const string Last = "keep-last=";

    public bool Fits(Clause clause, Draft draft) =>
        (clause.Is("prune") && clause.HasObject("backup"))
        || (clause.Is("delete", "remove") && clause.HasObject("backup") && clause.Has(Slot.Keep) && clause.Has(Slot.Guests));

    public void Plan(Clause clause, Draft draft)
    {
        clause.TakeObject("backup");
        clause.Unknown.Remove("old");
        var keep = ScheduleText.TakeKeep(clause);
        var storage = clause.Take(Slot.Storage)?["x"];
        if (storage is null || !draft.Cluster.Inventory.Storages.Any(s => s.Name == storage && s.Content.Contains("backup")))
        {
            draft.Ask("On which storage are the backups?", draft.Cluster.Inventory.Storages.Where(s => s.Content.Contains("backup")).Select(s => s.Name).Distinct(StringComparer.Ordinal));
            return;
        }

        if (keep?.StartsWith(Last, StringComparison.Ordinal) != true || !int.TryParse(keep[Last.Length..], out var count) || count < 1)
        {
            draft.Ask("How many backups of each guest are kept? Say it as in “keep the last 3”.");
            return;
        }

        if (!clause.Has(Slot.Guests)) draft.Ask("Of which guests are the backups?", "all guests");
        foreach (var target in Lookup.Guests(clause, draft, mayGuess: false) ?? [])
        {
            if (target.Existing is { } guest) Prune(guest, storage, keep, count, draft);
        }
    }

    private static void Prune(Guest guest, string storage, string keep, int count, Draft draft)
    {
        var there = draft.Cluster.Backups().Where(b => b.Vmid == guest.Vmid.Value && b.Storage.Name == storage && !b.IsProtected).ToList();
        var gone = there.Take(Math.Max(0, there.Count - count)).Select(b => b.Volume).ToList();
        if (gone.Count == 0) draft.Already($"{storage} has {there.Count} backups of {guest.Name} that a rule may delete: {keep} keeps all of them.");
        else draft.Do(new PruneBackups(there[0].Storage.Node, storage, keep, guest.Vmid, gone));
    }
}
