using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Steps.Calls;
using MycoPod.Core.Plans.Steps.Clusters;
using MycoPod.Core.Proxmox;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;
using MycoPod.Reconciler.Planning.BuiltIn.World;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Backups;

/// <summary>"Back up all VMs every night at 2 to pbs-main, keep 7 daily": a job.</summary>
internal sealed class BackupJobFrame : IFrame
{
    public bool Fits(Clause clause, Draft draft) =>
        clause.Has(Slot.Names, "job") && clause.Is("create", "add", "schedule", "set", "exist") || clause.Is("create", "schedule", "backup", "add", "set", "exist", "have", "be", "run") && !clause.Has(Slot.Job) && !(clause.Is("have") && clause.HasObject("backupjob"))
        && ((clause.Has(Slot.Schedule) && (clause.HasObject("backup", "backupjob") || clause.Is("backup"))) || (clause.HasObject("backupjob") && clause.Is("create", "add", "schedule") && !(clause.Is("add") && clause.Has(Slot.Guests) && !clause.Has(Slot.Schedule))) || (clause.Is("schedule") && clause.HasObject("backup")));

    public void Plan(Clause clause, Draft draft)
    {
        clause.TakeObject("backup", "backupjob");
        clause.TakeFlag("online", "atonce", "running", "full", "zstd");
        var schedule = ScheduleText.Take(clause, draft);
        var keep = ScheduleText.TakeKeep(clause);
        var comment = clause.TakeComment();
        var id = clause.Take(Slot.Names)?.Value.Text;
        var pool = clause.Take(Slot.Pool, "")?["x"] ?? clause.Take(f => f.Guests is { IsAll: true, Kind: null, Pool: not null, Tag: null, Prefix: null, Node: null, Power: null, Except.Count: 0 })?.Guests?.Pool;
        var mode = clause.Take(Slot.Mode)?.Text.ToLowerInvariant() is { } said ? said.Contains("stop", StringComparison.Ordinal) ? "stop" : said.Contains("suspend", StringComparison.Ordinal) ? "suspend" : "snapshot" : "snapshot";
        if ((clause.Take(Slot.Place) ?? clause.Take(Slot.Storage, "unknown"))?.Value.Text is { } nowhere) draft.Problem($"There is no storage {Draft.Quote(nowhere)}.");
        var storage = clause.Take(f => f.Slot == Slot.Storage && f.Role is "" or "to")?["x"];
        clause.TakeObject("storage");
        if (schedule is null) draft.Ask("When are the backups to be made?", "every night at 02:00", "every sunday at 03:00");
        if (storage is not null && !BackupFrame.Storages(draft).Contains(storage)) draft.Problem($"{storage} takes no backups. They go to {string.Join(", ", BackupFrame.Storages(draft))}.");
        var except = Except(clause, draft);
        if (Who(clause, pool, draft) is not { } guests || draft.IsStuck) return;
        if (except.Count > 0) guests = [];
        storage ??= Usual(draft);
        if (storage is null || schedule is null) return;
        if ((clause.IsEnsured || clause.Is("exist", "have", "be")) && IsThere(schedule, storage, pool, guests, draft))
        {
            draft.Already("There is such a backup job already.");
            return;
        }

        var name = id ?? FreeId(draft, pool is not null ? $"backup-{pool}" : guests.Count == 1 ? $"backup-{guests[0].Name}" : "backup");
        draft.Do(new AddBackupJob(name, schedule, storage, [.. guests.Select(g => g.Reference)], pool, mode, keep) { Except = except.Count == 0 ? null : [.. except.Select(t => t.Reference)], Comment = comment });
    }

    /// <summary>"all guests but 104 and 200": new guests are backed up as well, which a list of the others would not do.</summary>
    private static List<Target> Except(Clause clause, Draft draft) =>
        clause.Facets.Where(f => f.Slot == Slot.Guests && !f.IsUsed).ToList() is [{ Guests: { IsAll: true, Kind: null, Tag: null, Prefix: null, Pool: null, Node: null, Power: null, Except.Count: > 0 } all }]
            ? [.. all.Except.Select(m => Lookup.One(m, draft)).OfType<Target>().Where(t => t.Existing is not null)]
            : [];

    private static bool IsThere(string schedule, string storage, string? pool, IReadOnlyList<Target> guests, Draft draft)
    {
        var numbers = guests.Select(g => $"{g.Existing?.Vmid}").ToHashSet(StringComparer.Ordinal);
        return draft.Cluster.Rows("/cluster/backup").Any(r => r.Text("schedule") == schedule && r.Text("storage") == storage && r.Text("pool") == pool && r.Text("enabled") != "0" && numbers.SetEquals((r.Text("vmid") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)));
    }

    /// <returns>No guests for all; null where a question was noted.</returns>
    private static IReadOnlyList<Target>? Who(Clause clause, string? pool, Draft draft)
    {
        if (pool is not null) return [];
        if (!clause.Has(Slot.Guests) && clause.Facets.FirstOrDefault(f => f is { Slot: Slot.Node, IsUsed: false }) is null && !clause.HasObject("vm", "ct"))
        {
            draft.Ask("Of which guests?", "all guests");
            return null;
        }

        if (!clause.Has(Slot.Guests))
        {
            var kind = clause.HasObject("vm") ? GuestKind.Vm : clause.HasObject("ct") ? GuestKind.Ct : (GuestKind?)null;
            var node = clause.Take(Slot.Node)?["x"];
            clause.TakeObject("vm", "ct");
            return [.. draft.Cluster.Inventory.Guests.Where(g => !g.IsTemplate && (kind ?? g.Kind) == g.Kind && (node is null || g.Node.Value == node)).Select(g => new Target(g, null))];
        }

        var isAll = clause.Facets.Exists(f => f.Guests is { IsUnbounded: true, Kind: null });
        var found = Lookup.Guests(clause, draft);
        if (isAll && found is not null) return [];
        if (found?.FirstOrDefault(t => t.Existing is null) is { } made) draft.Problem($"{made.Name} has no number yet: its backups are planned once it is there.");
        return found;
    }

    private static string? Usual(Draft draft)
    {
        var storages = draft.Cluster.Inventory.Storages.Where(s => s.Content.Contains("backup")).DistinctBy(s => s.Name).OrderBy(s => s.Name is "local").ThenByDescending(s => s.Type == "pbs").ThenByDescending(s => s.AvailableBytes).ToList();
        if (storages.Count == 0) draft.Problem("There is no storage that takes backups.");
        else draft.Assume($"No storage is said: backups go to {storages[0].Name}.");
        return storages.FirstOrDefault()?.Name;
    }

    private static string FreeId(Draft draft, string stem)
    {
        for (var number = 1; ; number++)
        {
            var id = number == 1 ? stem : $"{stem}-{number}";
            if (draft.Cluster.FindIn("/cluster/backup", "id", id) is null) return id;
        }
    }
}
