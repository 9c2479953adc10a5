using System.Threading.Channels;
using MycoPod.Web.Declarations;

namespace MycoPod.Web.Repository;

/// <summary>Fetches every 30 seconds and keeps the index of declarations current.</summary>
internal sealed partial class RepositoryWatch(DeclarationIndex index, TimeProvider time, ILogger<RepositoryWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);
    private readonly Channel<bool> wanted = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Looks again as soon as the present look is done; asked for many times it looks once.</summary>
    public void LookSoon() => wanted.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await RefreshAsync(stoppingToken);
            await WaitAsync(stoppingToken);
        }
    }

    private async Task WaitAsync(CancellationToken stoppingToken)
    {
        using var patience = new CancellationTokenSource(Interval, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stoppingToken);
        try
        {
            await wanted.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            // The interval is over.
        }
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
