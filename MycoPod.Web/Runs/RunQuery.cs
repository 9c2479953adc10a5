using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Data;
using MycoPod.Core.Runs;

namespace MycoPod.Web.Runs;

/// <summary>Reads runs, which Web's database role cannot change.</summary>
internal sealed class RunQuery(IDbContextFactory<RunsContext> databases, TimeProvider time)
{
    /// <summary>The newest of those that match, newest first.</summary>
    /// <param name="below">Only runs with a smaller number; null for all.</param>
    public Task<IReadOnlyList<RunRow>> NewestAsync(RunFilter filter, long? below, int count, CancellationToken cancellationToken) => RowsAsync(
        database => database.Matching(filter, time.GetUtcNow()).Where(r => below == null || r.Number < below).OrderByDescending(r => r.Number).Take(count),
        cancellationToken);

    /// <summary>Those of the given runs that match.</summary>
    public Task<IReadOnlyList<RunRow>> ThoseAsync(IReadOnlyCollection<Guid> ids, RunFilter filter, CancellationToken cancellationToken) => RowsAsync(
        database => database.Matching(filter, time.GetUtcNow()).Where(r => ids.Contains(r.Id)).OrderByDescending(r => r.Number),
        cancellationToken);

    /// <summary>Those that run, and those that wait for their turn.</summary>
    public Task<IReadOnlyList<RunRow>> UnfinishedAsync(CancellationToken cancellationToken) =>
        RowsAsync(database => database.Runs.Where(r => r.Status == RunStatus.Running || r.Status == RunStatus.Queued).OrderBy(r => r.Number), cancellationToken);

    public Task<IReadOnlyList<RunRow>> OfDeclarationAsync(Guid declarationId, CancellationToken cancellationToken) =>
        RowsAsync(database => database.Runs.Where(r => r.DeclarationId == declarationId).OrderByDescending(r => r.Number), cancellationToken);

    public async Task<RunRow?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await ThoseAsync([id], RunFilter.None, cancellationToken) is [var found] ? found : null;

    public async Task<IReadOnlyList<RunStep>> StepsAsync(Guid runId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Steps.AsNoTracking().Where(s => s.RunId == runId).OrderBy(s => s.Number).ToListAsync(cancellationToken);
    }

    /// <summary>A step's exchanges: the one asked for, then those that change something, then in order.</summary>
    /// <param name="first">The exchange that comes first; null for none.</param>
    /// <param name="most">A step that waits long has very many.</param>
    public async Task<IReadOnlyList<Exchange>> ExchangesAsync(Guid runId, int step, long? first, int most, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Exchanges.AsNoTracking().Where(e => e.RunId == runId && e.StepNumber == step)
            .OrderBy(e => e.Id != first).ThenBy(e => e.Method == "GET").ThenBy(e => e.Id).Take(most).ToListAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<RunRow>> RowsAsync(Func<RunsContext, IQueryable<Run>> choose, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await choose(database).Select(r => new RunRow(
            r.Id,
            r.Number,
            r.DeclarationId,
            r.Revision,
            r.Title,
            r.Author,
            r.Approver,
            r.Commit,
            r.Status,
            r.Warning,
            r.Reason,
            r.CreatedAt,
            r.StartedAt,
            r.FinishedAt,
            r.Steps.Count,
            r.Steps.Count(s => s.Status == StepStatus.Succeeded || s.Status == StepStatus.Unchanged),
            r.LastSequence)
        {
            Attempt = r.Attempt,
            PlanDigest = r.PlanDigest,
            CancelledBy = r.CancelledBy,
            StopsTask = r.StopsTask,
            FirstLine = database.Events.Where(e => e.RunId == r.Id).Min(e => (long?)e.Sequence),
        }).ToListAsync(cancellationToken);
    }
}
