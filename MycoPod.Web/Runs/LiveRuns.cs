using MycoPod.Core.Runs;

namespace MycoPod.Web.Runs;

/// <summary>The runs on one page, kept current: which there are, which are expanded, and what those show.</summary>
internal sealed class LiveRuns(RunQuery query)
{
    private readonly Dictionary<Guid, RunView> views = [];

    /// <summary>Newest first.</summary>
    public IReadOnlyList<RunRow> Rows { get; private set; } = [];

    public RunView? ViewOf(Guid runId) => views.GetValueOrDefault(runId);

    public async Task LoadAsync(IReadOnlyList<RunRow> rows, CancellationToken cancellationToken)
    {
        Rows = rows;
        foreach (var run in views.Keys.ToList()) views[run] = await query.ViewAsync(run, cancellationToken);
    }

    public async Task ExpandAsync(Guid runId, CancellationToken cancellationToken) => views[runId] = await query.ViewAsync(runId, cancellationToken);

    public void Collapse(Guid runId) => views.Remove(runId);

    /// <summary>Reads the log from its beginning.</summary>
    public async Task ShowAllAsync(Guid runId, CancellationToken cancellationToken)
    {
        if (ViewOf(runId) is not { } view) return;
        views[runId] = new(view.Steps, await query.EventsAfterAsync(runId, 0, cancellationToken), 0);
    }

    /// <returns>Runs that were not there before.</returns>
    public async Task<IReadOnlyList<RunRow>> ApplyAsync(IReadOnlyList<RunEvent> batch, CancellationToken cancellationToken)
    {
        HashSet<Guid> touched = [.. batch.Select(e => e.RunId)];
        var fresh = await query.ThoseAsync(touched, cancellationToken);
        var added = fresh.Where(f => Rows.All(r => r.Id != f.Id)).ToList();
        Rows = [.. Rows.Where(r => !touched.Contains(r.Id)).Concat(fresh).OrderByDescending(r => r.Number)];
        foreach (var run in touched)
        {
            if (ViewOf(run) is { } view) views[run] = view.With(await query.StepsAsync(run, cancellationToken), batch.Where(e => e.RunId == run));
        }

        return added;
    }
}
