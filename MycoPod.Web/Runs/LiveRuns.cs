using MycoPod.Core.Runs;

namespace MycoPod.Web.Runs;

/// <summary>The runs on one page, kept current: which there are, which are expanded, and what those show.</summary>
internal sealed class LiveRuns(RunQuery query)
{
    private readonly Dictionary<Guid, RunView> views = [];
    private readonly Dictionary<Guid, long> heard = [];

    /// <summary>Newest first.</summary>
    public IReadOnlyList<RunRow> Rows { get; private set; } = [];

    public RunView? ViewOf(Guid runId) => views.GetValueOrDefault(runId);

    public async Task LoadAsync(IReadOnlyList<RunRow> rows, CancellationToken cancellationToken)
    {
        Rows = rows;
        foreach (var run in views.Keys.ToList()) views[run] = await ReadAsync(run, cancellationToken);
    }

    public async Task ExpandAsync(Guid runId, CancellationToken cancellationToken) => views[runId] = await ReadAsync(runId, cancellationToken);

    public void Collapse(Guid runId) => views.Remove(runId);

    /// <summary>Reads the log from its beginning.</summary>
    public async Task ShowAllAsync(Guid runId, CancellationToken cancellationToken)
    {
        if (ViewOf(runId) is null) return;
        var all = await query.EventsAfterAsync(runId, 0, cancellationToken);
        if (ViewOf(runId) is { } view) views[runId] = new RunView(view.Steps, all, 0).With(view.Steps, view.Events);
    }

    /// <returns>Runs that were not there before.</returns>
    public async Task<IReadOnlyList<RunRow>> ApplyAsync(IReadOnlyList<RunEvent> batch, CancellationToken cancellationToken)
    {
        var touched = batch.GroupBy(e => e.RunId).ToDictionary(g => g.Key, g => g.ToList());
        foreach (var (run, events) in touched) heard[run] = Math.Max(heard.GetValueOrDefault(run), events[^1].Sequence);
        var fresh = await query.ThoseAsync(touched.Keys, cancellationToken);
        var added = fresh.Where(f => Rows.All(r => r.Id != f.Id)).ToList();
        Rows = [.. Rows.Where(r => !touched.ContainsKey(r.Id)).Concat(fresh).OrderByDescending(r => r.Number)];
        foreach (var (run, events) in touched) await ContinueAsync(run, events, cancellationToken);
        return added;
    }

    /// <summary>Adds events to an expanded run. Where they do not follow on what it shows, those between are read.</summary>
    private async Task ContinueAsync(Guid run, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken)
    {
        if (ViewOf(run) is null) return;
        var steps = await query.StepsAsync(run, cancellationToken);
        if (ViewOf(run) is not { } view) return;
        if (events.FirstOrDefault(e => e.Sequence > view.LastSequence) is { } next && next.Sequence != view.LastSequence + 1)
            events = await query.EventsAfterAsync(run, view.LastSequence, cancellationToken);
        if (ViewOf(run) is { } now) views[run] = now.With(steps, events);
    }

    /// <summary>Reads a run. An event that comes in meanwhile finds nothing to be added to, so what was read may be old already.</summary>
    private async Task<RunView> ReadAsync(Guid run, CancellationToken cancellationToken)
    {
        var view = await query.ViewAsync(run, cancellationToken);
        while (view.LastSequence < heard.GetValueOrDefault(run)) view = await query.ViewAsync(run, cancellationToken);
        return view;
    }
}
