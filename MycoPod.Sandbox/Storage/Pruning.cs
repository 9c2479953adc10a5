using System.Globalization;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Storage;

/// <summary>Which backups of a guest stay (pve-storage 8.3.6, Storage.pm, prune_mark_backup_group): the newest of each period, period by period.</summary>
internal static class Pruning
{
    private static readonly (string Option, Func<DateTimeOffset, string> Period)[] Rules =
    [
        ("keep-last", time => time.ToString("O", CultureInfo.InvariantCulture)),
        ("keep-hourly", time => time.ToString("yyyy-MM-dd HH", CultureInfo.InvariantCulture)),
        ("keep-daily", time => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ("keep-weekly", time => $"{ISOWeek.GetYear(time.DateTime)}/{ISOWeek.GetWeekOfYear(time.DateTime)}"),
        ("keep-monthly", time => time.ToString("yyyy-MM", CultureInfo.InvariantCulture)),
        ("keep-yearly", time => time.ToString("yyyy", CultureInfo.InvariantCulture)),
    ];

    /// <returns>Each backup with keep, remove or protected.</returns>
    public static IEnumerable<(Volume Backup, string Mark)> Mark(IEnumerable<Volume> backups, IReadOnlyDictionary<string, string> keep) => backups
        .GroupBy(backup => (backup.Vmid, IsContainer(backup)))
        .OrderBy(group => group.Key)
        .SelectMany(group => MarkGroup([.. group.OrderByDescending(backup => backup.CreatedAt)], keep));

    public static bool IsContainer(Volume backup) =>
        backup.Id.Contains("vzdump-lxc-", StringComparison.Ordinal) || backup.Id.Contains("backup/ct/", StringComparison.Ordinal);

    private static IEnumerable<(Volume Backup, string Mark)> MarkGroup(Volume[] newestFirst, IReadOnlyDictionary<string, string> keep)
    {
        var unprotected = newestFirst.Where(backup => !backup.IsProtected).ToArray();
        var kept = new HashSet<Volume>(keep.Count == 0 || keep.GetValueOrDefault("keep-all") == "1" ? unprotected : []);
        foreach (var (option, period) in Rules.Where(rule => keep.ContainsKey(rule.Option)))
            Keep(unprotected, kept, int.Parse(keep[option], CultureInfo.InvariantCulture), period);
        return newestFirst.Select(backup => (backup, backup.IsProtected ? "protected" : kept.Contains(backup) ? "keep" : "remove"));
    }

    private static void Keep(Volume[] newestFirst, HashSet<Volume> kept, int count, Func<DateTimeOffset, string> period)
    {
        var covered = kept.Select(backup => period(backup.CreatedAt)).ToHashSet(StringComparer.Ordinal);
        var added = new HashSet<string>(StringComparer.Ordinal);
        foreach (var backup in newestFirst.Where(backup => !kept.Contains(backup)).ToArray())
        {
            var of = period(backup.CreatedAt);
            if (covered.Contains(of) || added.Contains(of))
                continue;
            if (added.Count >= count)
                return;
            added.Add(of);
            kept.Add(backup);
        }
    }
}
