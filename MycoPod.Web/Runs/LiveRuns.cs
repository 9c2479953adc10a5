using MycoPod.Core.Runs;

namespace MycoPod.Web.Runs;

/// <summary>The runs on one page, kept current: which there are, which are expanded, and the steps of those.</summary>
/// <param name="only">The one run it is about; null for all that match a filter.</param>
internal sealed class LiveRuns(RunQuery query, Guid? only = null)
{
    public const int PageSize = 50;

    private readonly Dictionary<Guid, IReadOnlyList<RunStep>> steps = [];
    private Task turn = Task.CompletedTask;
    private RunFilter filter = RunFilter.None;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<RunRow> Rows { get; private set; } = [];

    /// <summary>Whether older ones match too.</summary>
    public bool HasOlder { get; private set; }

    /// <summary>The steps of an expanded run; null for one that is not.</summary>
    public IReadOnlyList<RunStep>? StepsOf(Guid runId) => steps.GetValueOrDefault(runId);

    /// <summary>Reads as many runs as are shown, and the steps of those that are expanded.</summary>
    public Task LoadAsync(RunFilter wanted, CancellationToken cancellationToken) => AloneAsync(
        async () =>
        {
            var count = filter == wanted ? Math.Max(PageSize, Rows.Count) : PageSize;
            var rows = only is { } run ? await query.ThoseAsync([run], wanted, cancellationToken) : await query.NewestAsync(wanted, null, count + 1, cancellationToken);
            filter = wanted;
            HasOlder = rows.Count > count;
            Rows = [.. rows.Take(count)];
            foreach (var gone in steps.Keys.Except(Rows.Select(r => r.Id)).ToList()) steps.Remove(gone);
            foreach (var expanded in steps.Keys.ToList())
            {
                var read = await query.StepsAsync(expanded, cancellationToken);

                // Someone may have collapsed it meanwhile.
                if (steps.ContainsKey(expanded)) steps[expanded] = read;
            }
        },
        cancellationToken);

    public Task LoadOlderAsync(CancellationToken cancellationToken) => AloneAsync(
        async () =>
        {
            var older = await query.NewestAsync(filter, Rows is [.., var oldest] ? oldest.Number : null, PageSize + 1, cancellationToken);
            HasOlder = older.Count > PageSize;
            Rows = [.. Rows, .. older.Take(PageSize)];
        },
        cancellationToken);

    public Task ExpandAsync(Guid runId, CancellationToken cancellationToken) =>
        AloneAsync(async () => steps[runId] = await query.StepsAsync(runId, cancellationToken), cancellationToken);

    public void Collapse(Guid runId) => steps.Remove(runId);

    /// <summary>Takes in what happened. A run that matches no longer goes; one that matches now comes, unless it is older than what is shown.</summary>
    public Task ApplyAsync(IReadOnlyList<RunEvent> batch, CancellationToken cancellationToken) => AloneAsync(
        async () =>
        {
            var touched = batch.Select(e => e.RunId).ToHashSet();
            var fresh = await query.ThoseAsync(touched, filter, cancellationToken);
            var shown = fresh.Where(f => !HasOlder || Rows.Count == 0 || f.Number >= Rows[^1].Number);
            Rows = [.. Rows.Where(r => !touched.Contains(r.Id)).Concat(shown).OrderByDescending(r => r.Number)];
            foreach (var run in touched.Where(steps.ContainsKey))
            {
                var read = await query.StepsAsync(run, cancellationToken);
                if (steps.ContainsKey(run)) steps[run] = read;
            }
        },
        cancellationToken);

    /// <summary>One reading after the other: what was read earlier never replaces what was read later.</summary>
    private Task AloneAsync(Func<Task> read, CancellationToken cancellationToken) => turn = AfterAsync(turn, read, cancellationToken);

    private static async Task AfterAsync(Task before, Func<Task> read, CancellationToken cancellationToken)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        await read();
    }
}
