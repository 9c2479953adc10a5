using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Data;
using MycoPod.Core.Runs;
using MycoPod.Web.Data;
using MycoPod.Web.Runs;

namespace MycoPod.Web.Notifications;

/// <summary>Tells authors how the runs of their declarations ended, also those that ended while Web was not there.</summary>
internal sealed partial class RunNews(
    RunFeed feed,
    IDbContextFactory<RunsContext> runs,
    IDbContextFactory<WebContext> databases,
    NotificationBox box,
    TimeProvider time,
    ILogger<RunNews> logger) : BackgroundService
{
    private static readonly TimeSpan LookBack = TimeSpan.FromHours(24);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var subscription = feed.Subscribe(null);
        var since = time.GetUtcNow() - LookBack;
        await TryAsync(all => all.Where(r => r.FinishedAt > since), stoppingToken);
        await foreach (var happened in subscription.EventsAsync(stoppingToken))
        {
            if (happened.Kind == RunEventKind.RunFinished) await TryAsync(all => all.Where(r => r.Id == happened.RunId), stoppingToken);
        }
    }

    private async Task TryAsync(Func<IQueryable<Run>, IQueryable<Run>> choose, CancellationToken stoppingToken)
    {
        try
        {
            await TellAsync(choose, stoppingToken);
        }
        catch (Exception e) when (e is DbException or DbUpdateException or TimeoutException or InvalidOperationException && !stoppingToken.IsCancellationRequested)
        {
            Log.Failed(logger, e);
        }
    }

    private async Task TellAsync(Func<IQueryable<Run>, IQueryable<Run>> choose, CancellationToken cancellationToken)
    {
        await using var source = await runs.CreateDbContextAsync(cancellationToken);
        var ended = await choose(source.Runs).OrderBy(r => r.Number)
            .Select(r => new { r.Id, r.Title, r.Author, r.Status, r.Reason, r.FinishedAt }).ToListAsync(cancellationToken);
        if (ended.Count == 0) return;
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        foreach (var run in ended)
        {
            var recipients = await database.Users.Where(u => u.UserName == run.Author).Select(u => u.Id).ToListAsync(cancellationToken);
            if (Words(run.Status, run.Title) is not { } words) continue;
            var kind = run.Status == RunStatus.Succeeded ? NotificationKind.Applied : NotificationKind.Failed;
            await box.TellAsync(recipients, new(kind, $"run:{run.Id}:{run.FinishedAt:O}", words, run.Status == RunStatus.Succeeded ? null : run.Reason, $"/runs/{run.Id}"), cancellationToken);
        }
    }

    private static string? Words(RunStatus status, string title) => status switch
    {
        RunStatus.Succeeded => $"“{title}” is applied.",
        RunStatus.Errored => $"“{title}” ended with an error.",
        RunStatus.NeedsAttention => $"“{title}” needs attention.",
        RunStatus.Refused => $"“{title}” was refused.",
        RunStatus.Expired => $"The approval of “{title}” expired before it could start.",
        RunStatus.Cancelled => $"“{title}” was cancelled.",
        _ => null,
    };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "An author could not be told how a run ended; the run's page shows it")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
