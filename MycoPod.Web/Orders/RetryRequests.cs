using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Runs;
using MycoPod.Web.Data;
using MycoPod.Web.Runs;

namespace MycoPod.Web.Orders;

/// <summary>Keeps which runs their authors want to be taken up again.</summary>
internal sealed class RetryRequests(IDbContextFactory<WebContext> databases, RunQuery runs, TimeProvider time)
{
    /// <summary>Raised on any thread after a wish came or was decided.</summary>
    public event EventHandler? Changed;

    /// <summary>Where it was declined, the same may be wished for once more.</summary>
    /// <returns>Null where it was wished for already, and nobody decided.</returns>
    public async Task<OpenRetry?> FileAsync(RunRow run, string by, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var earlier = await database.RetryRequests.AsNoTracking().FirstOrDefaultAsync(r => r.RunId == run.Id && r.Attempt == run.Attempt, cancellationToken);
        if (earlier is { DecidedAt: null }) return null;
        var id = earlier?.Id ?? Guid.CreateVersion7(now);
        if (earlier is null)
        {
            database.RetryRequests.Add(new() { Id = id, RunId = run.Id, Attempt = run.Attempt, RequestedBy = by, RequestedAt = now });
            await database.SaveChangesAsync(cancellationToken);
        }
        else
        {
            await database.RetryRequests.Where(r => r.Id == id).ExecuteUpdateAsync(
                set => set.SetProperty(r => r.RequestedBy, by).SetProperty(r => r.RequestedAt, now).SetProperty(r => r.DecidedBy, (string?)null).SetProperty(r => r.DecidedAt, (DateTimeOffset?)null), cancellationToken);
        }

        Changed?.Invoke(this, EventArgs.Empty);
        return new(id, by, now, run);
    }

    /// <summary>What nobody decided yet, longest waiting first; runs that were taken up meanwhile are left out.</summary>
    public async Task<IReadOnlyList<OpenRetry>> OpenAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var open = await database.RetryRequests.AsNoTracking().Where(r => r.DecidedAt == null).OrderBy(r => r.RequestedAt).ToListAsync(cancellationToken);
        if (open.Count == 0) return [];
        var rows = (await runs.ThoseAsync([.. open.Select(r => r.RunId)], RunFilter.None, cancellationToken)).ToDictionary(r => r.Id);
        return [.. open.Where(r => rows.TryGetValue(r.RunId, out var run) && run.Attempt == r.Attempt && run.MayBeTakenUp).Select(r => new OpenRetry(r.Id, r.RequestedBy, r.RequestedAt, rows[r.RunId]))];
    }

    /// <summary>The wish about a run as it ended, decided or not; null where there is none.</summary>
    public async Task<RetryRequest?> FindAsync(RunRow run, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.RetryRequests.AsNoTracking().FirstOrDefaultAsync(r => r.RunId == run.Id && r.Attempt == run.Attempt, cancellationToken);
    }

    /// <returns>False where somebody decided already.</returns>
    public async Task<bool> DecideAsync(Guid id, string by, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var decided = await database.RetryRequests.Where(r => r.Id == id && r.DecidedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.DecidedAt, now).SetProperty(r => r.DecidedBy, by), cancellationToken);
        if (decided > 0) Changed?.Invoke(this, EventArgs.Empty);
        return decided > 0;
    }
}
