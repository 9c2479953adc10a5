using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Data;
using MycoPod.Core.Runs;

namespace MycoPod.Web.Runs;

/// <summary>Reads runs, which Web's database role cannot change.</summary>
internal sealed class RunQuery(IDbContextFactory<RunsContext> databases)
{
    /// <summary>A log shows this many of its newest lines until someone asks for all.</summary>
    public const int NewestEvents = 500;

    public Task<IReadOnlyList<RunRow>> NewestAsync(int count, CancellationToken cancellationToken) =>
        RowsAsync(all => all.OrderByDescending(r => r.Number).Take(count), cancellationToken);

    /// <summary>Those that run, and those that wait for their turn.</summary>
    public Task<IReadOnlyList<RunRow>> UnfinishedAsync(CancellationToken cancellationToken) =>
        RowsAsync(all => all.Where(r => r.Status == RunStatus.Running || r.Status == RunStatus.Queued).OrderBy(r => r.Number), cancellationToken);

    public Task<IReadOnlyList<RunRow>> OfDeclarationAsync(Guid declarationId, CancellationToken cancellationToken) =>
        RowsAsync(all => all.Where(r => r.DeclarationId == declarationId).OrderByDescending(r => r.Number), cancellationToken);

    public Task<IReadOnlyList<RunRow>> ThoseAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        RowsAsync(all => all.Where(r => ids.Contains(r.Id)).OrderByDescending(r => r.Number), cancellationToken);

    public async Task<RunView> ViewAsync(Guid runId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var newest = await database.Events.Where(e => e.RunId == runId).OrderByDescending(e => e.Sequence).Take(NewestEvents).ToListAsync(cancellationToken);
        newest.Reverse();
        var steps = await StepsAsync(database, runId, cancellationToken);
        return new(steps, newest, newest.Count == 0 ? 0 : newest[0].Sequence - 1);
    }

    public async Task<IReadOnlyList<RunStep>> StepsAsync(Guid runId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await StepsAsync(database, runId, cancellationToken);
    }

    public async Task<IReadOnlyList<RunEvent>> EventsAfterAsync(Guid runId, long sequence, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Events.Where(e => e.RunId == runId && e.Sequence > sequence).OrderBy(e => e.Sequence).ToListAsync(cancellationToken);
    }

    /// <summary>A step's exchanges: those that change something first, then in order.</summary>
    public async Task<IReadOnlyList<Exchange>> ExchangesAsync(Guid runId, int step, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Exchanges.Where(e => e.RunId == runId && e.StepNumber == step)
            .OrderBy(e => e.Method == "GET").ThenBy(e => e.Id).ToListAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<RunStep>> StepsAsync(RunsContext database, Guid runId, CancellationToken cancellationToken) =>
        await database.Steps.Where(s => s.RunId == runId).OrderBy(s => s.Number).ToListAsync(cancellationToken);

    private async Task<IReadOnlyList<RunRow>> RowsAsync(Func<IQueryable<Run>, IQueryable<Run>> choose, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await choose(database.Runs).Select(r => new RunRow(
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
            r.Steps.Count(s => s.Status == StepStatus.Succeeded || s.Status == StepStatus.Unchanged))).ToListAsync(cancellationToken);
    }
}
