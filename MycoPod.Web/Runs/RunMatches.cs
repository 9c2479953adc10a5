using System.Globalization;
using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Data;
using MycoPod.Core.Runs;

namespace MycoPod.Web.Runs;

/// <summary>A filter as the database applies it, to all runs there are.</summary>
internal static class RunMatches
{
    private const string Escape = "\\";

    /// <summary>Lines are found by groups of three characters (pg_trgm); fewer would be looked for in every line there is.</summary>
    private const int ShortestWords = 3;

    public static IQueryable<Run> Matching(this RunsContext database, RunFilter filter, DateTimeOffset now)
    {
        IQueryable<Run> runs = database.Runs;
        if (filter.Status is { } status) runs = runs.Where(r => r.Status == status);
        if (filter.Author is { } author) runs = runs.Where(r => r.Author == author);
        var search = RunSearch.Read(filter.Text, now, filter.Zone);
        if (search.Name.Length > 0) runs = runs.Where(Named(database, search.Name));
        if (search.Period is { } period) runs = Within(runs, period, now);
        return search.Clock is { } clock ? At(runs, clock, now) : runs;
    }

    /// <summary>A line of the log has the node of its step or of its exchange: looking there finds every node of a run. Words are looked for in lines.</summary>
    private static System.Linq.Expressions.Expression<Func<Run, bool>> Named(RunsContext database, string name)
    {
        var pattern = $"%{name.Replace(Escape, @"\\").Replace("%", @"\%").Replace("_", @"\_")}%";
        var number = int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var vmid) ? vmid : (int?)null;
        var isLong = name.Length >= ShortestWords;
        return r => EF.Functions.ILike(r.Title, pattern, Escape)
            || (number != null && r.Steps.Any(s => s.Vmid == number))
            || r.Steps.Any(s => EF.Functions.ILike(s.Guest, pattern, Escape) || EF.Functions.ILike(s.Node, pattern, Escape))
            || database.Exchanges.Any(e => e.RunId == r.Id && EF.Functions.ILike(e.Node, pattern, Escape))
            || (isLong && database.Events.Where(e => e.Text != null && EF.Functions.ILike(e.Text, pattern, Escape)).Select(e => e.RunId).Contains(r.Id));
    }

    private static IQueryable<Run> Within(IQueryable<Run> runs, SearchPeriod period, DateTimeOffset now) =>
        from run in runs
        let end = run.FinishedAt ?? (run.Status == RunStatus.Queued || run.Status == RunStatus.Running ? now : run.StartedAt ?? run.CreatedAt)
        where run.CreatedAt < period.To && end >= period.From
        select run;

    /// <summary>The clock shows the time on the day the run began, while it was under way, or on the day after before it ended.</summary>
    private static IQueryable<Run> At(IQueryable<Run> runs, SearchClock clock, DateTimeOffset now) =>
        from run in runs
        let last = run.FinishedAt ?? (run.Status == RunStatus.Queued || run.Status == RunStatus.Running ? now : run.StartedAt ?? run.CreatedAt)
        let begin = TimeZoneInfo.ConvertTimeBySystemTimeZoneId(run.CreatedAt.UtcDateTime, clock.Zone)
        let end = TimeZoneInfo.ConvertTimeBySystemTimeZoneId(last.UtcDateTime, clock.Zone)
        let shown = begin.Date + clock.From
        where (shown <= end && shown + clock.Length > begin) || shown.AddDays(1) <= end
        select run;
}
