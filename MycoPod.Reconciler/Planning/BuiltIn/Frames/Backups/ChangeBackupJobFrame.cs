using System.Text.Json;
using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Steps.Clusters;
using MycoPod.Core.Proxmox;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;
using MycoPod.Reconciler.Planning.BuiltIn.World;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Backups;

/// <summary>"Disable the backup job backup-k8s", "take VM 112 out of backup-k8s", "delete the job …".</summary>
internal sealed class ChangeBackupJobFrame : IFrame
{
    public bool Fits(Clause clause, Draft draft) =>
        clause.Has(Slot.Job)
        || (clause.Is("add", "put") && clause.HasObject("backupjob") && clause.Has(Slot.Guests))
        || (clause.Is("delete", "remove", "disable", "enable", "set", "update", "shutdown", "start", "suspend", "resume", "stop", "have", "keep") && clause.HasObject("backupjob") && !clause.HasFlag("purge") && !clause.Has(Slot.Names, "job"));

    public void Plan(Clause clause, Draft draft)
    {
        clause.TakeObject("backupjob");
        foreach (var word in clause.Facets.Where(f => f.Slot == Slot.Object && f["o"] == "backup" && f.Lead is not ("and" or ","))) word.IsUsed = true;
        var said = clause.Take(Slot.Job)?["x"] ?? clause.Take(Slot.Names)?.Value.Text ?? Described(clause, draft) ?? clause.Subject ?? "";
        clause.Subject = null;
        var setting = clause.Unknown.Find(IsSetting);
        clause.Unknown = [.. clause.Unknown.Where(w => !IsSetting(w))];
        if (draft.Cluster.Rows("/cluster/backup").FirstOrDefault(r => r.Text("id") == said) is not { ValueKind: JsonValueKind.Object } job)
        {
            draft.Ask("Which backup job?", draft.Cluster.Rows("/cluster/backup").Select(r => r.Text("id")).OfType<string>());
            return;
        }

        setting ??= clause.Facets.Find(f => !f.IsUsed && f.Slot is Slot.Keep or Slot.Schedule or Slot.Pool or Slot.Storage or Slot.Comment or Slot.Mode or Slot.Object)?.Text;
        if (clause.Is("delete", "remove") && !clause.Has(Slot.Guests) && setting is not null) draft.Ask($"{Draft.Quote(setting)}: is the backup job {said} to be deleted, or is that alone to go?", $"delete the backup job {said}");
        else if (clause.Is("delete", "remove") && !clause.Has(Slot.Guests)) draft.Do(new RemoveJob("backup", said));
        else if (clause.Is("exist", "remove", "delete", "exclude", "add", "have", "put", "be") && !(clause.HasAny(Slot.Keep, Slot.Schedule) && !clause.Has(Slot.Guests))) Members(clause, said, job.Text("vmid"), draft);
        else Settings(clause, said, job, draft);
    }

    private static bool IsSetting(string word) => word.ToLowerInvariant() is "schedule" or "retention" or "time";

    /// <summary>"the weekly prod backup job": the one job whose id is made of words that stand there.</summary>
    private static string? Described(Clause clause, Draft draft)
    {
        HashSet<string> words = ["backup", "job", .. clause.Unknown.Concat(clause.Subject is { } subject ? [subject] : []).Concat(clause.Facets.Where(f => f.Slot is Slot.Schedule or Slot.PurposeWord or Slot.Purpose or Slot.Software or Slot.Pool or Slot.Guests or Slot.Tags).Select(f => f.Text)).SelectMany(t => t.ToLowerInvariant().Split(' '))];
        var ids = draft.Cluster.Rows("/cluster/backup").Select(r => r.Text("id")).OfType<string>().Where(id => id.ToLowerInvariant().Split('-', '_').All(words.Contains)).ToList();
        if (ids is not [var id]) return null;
        var used = id.ToLowerInvariant().Split('-', '_');
        clause.Unknown = [.. clause.Unknown.Where(w => !used.Contains(w.ToLowerInvariant()))];
        foreach (var facet in clause.Facets.Where(f => f.Text.ToLowerInvariant().Split(' ').All(w => used.Contains(w) || w == "the"))) facet.IsUsed = true;
        return id;
    }

    private static void Settings(Clause clause, string id, JsonElement job, Draft draft)
    {
        List<FieldChange> changes = [];
        var now = job.Values();
        if (clause.Is("disable", "suspend", "stop", "shutdown")) Change("enabled", "0");
        if (clause.Is("enable", "resume", "start")) Change("enabled", "1");
        var days = ScheduleText.IsClockAlone(clause) && now.GetValueOrDefault("schedule")?.Split(' ') is [var kept, _] ? kept : null;
        if (days is not null) draft.Assume($"The days of {id} stay as they are: {days}.");
        if (ScheduleText.Take(clause, draft) is { } schedule) Change("schedule", days is null ? schedule : $"{days} {schedule}");
        var isMore = clause.VerbText.Contains("also", StringComparison.OrdinalIgnoreCase) || clause.Facets.Exists(f => f is { Slot: Slot.Keep, Lead: "also" });
        if (ScheduleText.TakeKeep(clause) is { } keep) Change("prune-backups", isMore ? Merged(now.GetValueOrDefault("prune-backups"), keep) : keep);
        if (clause.TakeComment() is { } comment) Change("comment", comment);
        if (clause.Take(Slot.Storage)?["x"] is { } storage) Change("storage", storage);
        if (changes.Count == 0) draft.Ask($"What is to be changed of the backup job {id}?");
        else draft.Do(new ConfigureBackupJob(id, changes, [], job.Text("vmid")));

        void Change(string name, string to) => changes.Add(new(name, now.GetValueOrDefault(name), to));
    }

    /// <summary>"… should also keep 6 monthly": the other rules stay.</summary>
    private static string Merged(string? before, string more)
    {
        var added = more.Split(',');
        return string.Join(',', (before ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Where(b => !Array.Exists(added, a => a.Split('=')[0] == b.Split('=')[0])).Concat(added));
    }

    private static void Members(Clause clause, string id, string? vmid, Draft draft)
    {
        var leaves = clause.Is("exist", "remove", "delete", "exclude");
        if (clause.Is("exist") && !clause.Unknown.Remove("no")) leaves = false;
        if (Lookup.Guests(clause, draft) is not { } targets) return;
        var now = (vmid ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        var meant = targets.Select(t => t.Existing?.Vmid.ToString()).OfType<string>().ToList();
        if (now.Length == 0)
        {
            draft.Problem($"The backup job {id} names no guests one by one: it is changed in Proxmox.");
            return;
        }

        var wanted = leaves ? now.Except(meant, StringComparer.Ordinal).ToList() : [.. now.Union(meant, StringComparer.Ordinal)];
        var guests = wanted.Select(number => draft.Cluster.Inventory.Guests.FirstOrDefault(g => g.Vmid.ToString() == number)).OfType<Guest>().ToList();
        if (wanted.Count == now.Length) draft.Already($"The backup job {id} is so already.");
        else if (wanted.Count == 0) draft.Ask($"The backup job {id} would back up nothing. Is it to be removed?", $"remove the backup job {id}");
        else if (guests.Count < wanted.Count) draft.Problem($"The backup job {id} names guests that are not there: it is changed in Proxmox.");
        else draft.Do(new ConfigureBackupJob(id, [], [.. guests.Select(g => new Target(g, null).Reference)], vmid));
    }
}
