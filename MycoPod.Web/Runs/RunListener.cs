using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Data;
using MycoPod.Web.Configuration;
using Npgsql;

namespace MycoPod.Web.Runs;

/// <summary>
/// Listens for stored events and reads, for each run, everything after the last one it has. Notifications only say where to
/// look, so that one that was lost with a connection loses nothing.
/// </summary>
internal sealed partial class RunListener(WebSettings settings, IDbContextFactory<RunsContext> databases, RunFeed feed, TimeProvider time, ILogger<RunListener> logger)
    : BackgroundService
{
    private const int AtOnce = 1000;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly HashSet<Guid> notified = [];
    private Dictionary<Guid, long>? seen;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = TimeSpan.FromSeconds(1);
        while (!stoppingToken.IsCancellationRequested)
        {
            var begin = time.GetTimestamp();
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception e) when (e is DbException or IOException or TimeoutException or InvalidOperationException && !stoppingToken.IsCancellationRequested)
            {
                Log.Lost(logger, e);
            }

            pause = time.GetElapsedTime(begin) > LongestPause ? TimeSpan.FromSeconds(1) : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
            await Task.Delay(pause, time, stoppingToken);
        }
    }

    private async Task ListenAsync(CancellationToken stoppingToken)
    {
        var dedicated = new NpgsqlConnectionStringBuilder(settings.Connection) { Pooling = false, KeepAlive = 20 };
        await using var connection = new NpgsqlConnection(dedicated.ConnectionString);
        connection.Notification += (_, notification) => Note(notification.Payload);
        await connection.OpenAsync(stoppingToken);
        await using (var listen = new NpgsqlCommand($"LISTEN {RunNotifications.Channel}", connection)) await listen.ExecuteNonQueryAsync(stoppingToken);
        await CatchUpAsync(stoppingToken);
        while (true)
        {
            await connection.WaitAsync(stoppingToken);
            Guid[] runs = [.. notified];
            notified.Clear();
            foreach (var run in runs) await ReadAsync(run, stoppingToken);
        }
    }

    private void Note(string payload)
    {
        if (RunNotifications.Parse(payload) is { RunId: var run }) notified.Add(run);
    }

    /// <summary>The first time, what is there is where the feed begins; later, whatever came while the connection was lost is read.</summary>
    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var newest = await database.Runs.Select(r => new { r.Id, r.LastSequence }).ToDictionaryAsync(r => r.Id, r => r.LastSequence, cancellationToken);
        if (seen is null)
        {
            seen = newest;
            return;
        }

        foreach (var (run, sequence) in newest)
        {
            if (sequence > seen.GetValueOrDefault(run)) await ReadAsync(run, cancellationToken);
        }
    }

    private async Task ReadAsync(Guid run, CancellationToken cancellationToken)
    {
        seen ??= [];
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        while (true)
        {
            var after = seen.GetValueOrDefault(run);
            var events = await database.Events.AsNoTracking().Where(e => e.RunId == run && e.Sequence > after).OrderBy(e => e.Sequence).Take(AtOnce).ToListAsync(cancellationToken);
            if (events.Count == 0) return;
            seen[run] = events[^1].Sequence;
            feed.Publish(events);
            if (events.Count < AtOnce) return;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The connection that listens for run events was lost; connecting again")]
        public static partial void Lost(ILogger logger, Exception exception);
    }
}
