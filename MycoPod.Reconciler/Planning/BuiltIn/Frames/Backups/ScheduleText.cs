using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Backups;

/// <summary>Schedules as Proxmox writes them: "every night at 2" is 02:00, "sundays at 3" is sun 03:00.</summary>
internal static class ScheduleText
{
    private const string UsualTime = "02:00";

    /// <summary>All that a clause says of times, or null.</summary>
    public static string? Take(Clause clause, Draft draft)
    {
        var said = clause.TakeAll(Slot.Schedule);
        if (said.Count == 0) return null;
        var clocks = said.Where(f => f.Has("t")).Select(f => f["t"]).Distinct(StringComparer.Ordinal).ToList();
        if (clocks.Count > 1) draft.Problem($"{string.Join(" and ", clocks)}: one job has one time. Say each in a sentence of its own.");
        var clock = clocks.FirstOrDefault();
        var frame = said.FirstOrDefault(f => f.Role.Length > 0);
        var time = clock ?? UsualTime;
        var text = frame?.Role switch
        {
            "week" => $"{Day(said)} {time}",
            "month" => $"*-*-01 {time}",
            "minutes" => $"*/{(int)(frame.Get("n")?.Number ?? 15)}",
            "hours" => $"*/{(int)(frame.Get("n")?.Number ?? 1)}:00",
            "hour" => "*:00",
            _ => time,
        };
        if (clock is null && frame?.Role is null or "week" or "month") draft.Assume($"No time is said: {text}.");
        return text;
    }

    /// <summary>Whether a clause says a time of day and no day, so that the days stay as they are.</summary>
    public static bool IsClockAlone(Clause clause) =>
        clause.Facets.Where(f => f is { Slot: Slot.Schedule, IsUsed: false }).ToList() is { Count: > 0 } said && said.TrueForAll(f => f.Role.Length == 0 && f.Has("t") && !f.Has("d"));

    /// <summary>As in keep-daily=7,keep-weekly=4, or null.</summary>
    public static string? TakeKeep(Clause clause)
    {
        List<string> parts = [];
        foreach (var keep in clause.TakeAll(Slot.Keep))
        {
            if (keep.Role == "all") return "keep-all=1";
            foreach (var (number, unit) in new[] { ("n", "u"), ("n2", "u2"), ("n3", "u3") })
            {
                if (keep.Get(number) is { } count) parts.Add($"keep-{(keep.Has(unit) ? keep[unit] : "last")}={(int)count.Number}");
            }
        }

        return parts.Count == 0 ? null : string.Join(',', parts);
    }

    private static string Day(IReadOnlyList<Facet> said) => string.Join(',', said.Where(f => f.Has("g")).Select(f => f["g"]).Distinct(StringComparer.Ordinal)) is { Length: > 0 } days ? days : "sun";
}
