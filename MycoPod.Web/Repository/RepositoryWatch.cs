using MycoPod.Web.Declarations;

namespace MycoPod.Web.Repository;

/// <summary>Fetches every 30 seconds and keeps the index of declarations current.</summary>
internal sealed partial class RepositoryWatch(DeclarationIndex index, TimeProvider time, ILogger<RepositoryWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            await RefreshAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RefreshAsync(CancellationToken stoppingToken)
    {
        var before = index.Problem;
        try
        {
            await index.RefreshAsync(stoppingToken);
        }
        catch (RepositoryException e)
        {
            if (before != e.Message) Log.Unreachable(logger, e);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            Log.Failed(logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The declarations repository cannot be read; it is tried again every 30 seconds")]
        public static partial void Unreachable(ILogger logger, Exception exception);

        [LoggerMessage(2, LogLevel.Error, "The index of declarations could not be brought up to date; it is tried again in 30 seconds")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
