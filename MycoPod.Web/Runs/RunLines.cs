using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Data;
using MycoPod.Core.Runs;

namespace MycoPod.Web.Runs;

/// <summary>
/// Reads the lines of a run's log, a window at a time. Lines are numbered from 1 without gaps, so that a line's number says where
/// it stands and the number of the last one says how many there are.
/// </summary>
internal sealed class RunLines(IDbContextFactory<RunsContext> databases)
{
    private const int Window = 1000;

    /// <summary>Up to <paramref name="count"/> lines after line <paramref name="after"/>, in order.</summary>
    public async Task<IReadOnlyList<RunEvent>> ReadAsync(Guid run, long after, int count, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Events.AsNoTracking().Where(e => e.RunId == run && e.Sequence > after && e.Sequence <= after + count)
            .OrderBy(e => e.Sequence).ToListAsync(cancellationToken);
    }

    public async Task<RunEvent?> FindAsync(Guid run, long line, CancellationToken cancellationToken) =>
        line > 0 && await ReadAsync(run, line - 1, 1, cancellationToken) is [var found] ? found : null;

    /// <summary>All lines after line <paramref name="after"/>, without keeping more than a window of them.</summary>
    public async IAsyncEnumerable<RunEvent> AfterAsync(Guid run, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);

        // The beginning may have grown older than logs are kept.
        after = Math.Max(after, (await database.Events.Where(e => e.RunId == run).MinAsync(e => (long?)e.Sequence, cancellationToken) ?? 1) - 1);
        while (await ReadAsync(run, after, Window, cancellationToken) is { Count: > 0 } lines)
        {
            foreach (var line in lines) yield return line;
            after = lines[^1].Sequence;
        }
    }
}
