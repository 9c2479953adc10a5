using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;
using MycoPod.Reconciler.Planning.BuiltIn.World;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Backups;

/// <summary>"Back up VM 100 to nas-nfs": now, once.</summary>
internal sealed class BackupFrame : IFrame
{
    public bool Fits(Clause clause, Draft draft) => clause.Is("backup") || (clause.Is("create", "add", "run") && clause.HasObject("backup") && !clause.Has(Slot.StorageType));

    public void Plan(Clause clause, Draft draft)
    {
        clause.TakeObject("backup");
        var notes = clause.TakeComment();
        var isProtected = clause.TakeFlag("protection", "noprune") ? true : (bool?)null;
        clause.TakeFlag("atonce", "online", "full", "running", "zstd");
        var mode = clause.Take(Slot.Mode)?.Text.ToLowerInvariant() is { } said ? said.Contains("stop", StringComparison.Ordinal) ? "stop" : said.Contains("suspend", StringComparison.Ordinal) ? "suspend" : "snapshot" : "snapshot";
        var place = clause.Take(Slot.Place) ?? clause.Take(Slot.Storage, "unknown") ?? clause.Take(Slot.Storage, "name");
        if (place is not null) draft.Problem($"There is no storage {Draft.Quote(place.Value.Text)}. Backups go to {string.Join(", ", Storages(draft))}.");
        var storage = clause.Take(f => f.Slot == Slot.Storage && f.Role is "" or "to")?["x"];
        clause.TakeObject("storage");
        if (draft.LastSentence == clause.Sentence && clause is { Unknown.Count: 0, Subject: null }) Lookup.GoOn(clause, draft);
        foreach (var target in Lookup.Guests(clause, draft) ?? [])
        {
            if (target.Existing is { IsTemplate: true } template) draft.Assume($"{template.Name} is a template.");
            if (Choose(target, storage, draft) is { } chosen) draft.DoLater(() => [new BackUpGuest(target.Reference, chosen, mode) { Notes = notes, Protected = isProtected }]);
        }
    }

    /// <summary>Where backups go.</summary>
    internal static IReadOnlyList<string> Storages(Draft draft) => [.. draft.Cluster.Inventory.Storages.Where(s => s.Content.Contains("backup")).Select(s => s.Name).Distinct(StringComparer.Ordinal)];

    private static string? Choose(Target target, string? said, Draft draft)
    {
        var there = draft.Cluster.Inventory.Storages.Where(s => s.Node == target.Node && s.Content.Contains("backup")).ToList();
        if (said is not null) return Placing.Storage(draft, target.Node, "backup", said, 0);
        if (there.Count == 0) draft.Problem($"{target.Node} has no storage that takes backups.");
        if (there.Count < 2) return there.FirstOrDefault()?.Name;
        var chosen = there.OrderBy(s => s.Name is "local").ThenByDescending(s => s.Type == "pbs").ThenByDescending(s => s.AvailableBytes).First();
        draft.Assume($"No storage is said: backups go to {chosen.Name}.");
        return chosen.Name;
    }
}
