using MycoPod.Core.Link;
using MycoPod.Web.Configuration;

namespace MycoPod.Web.Link;

/// <summary>Keeps <see cref="AgentReport"/> up to date while Web runs.</summary>
internal sealed partial class AgentReporter(AgentLink link, WebSettings settings, TimeProvider time, ILogger<AgentReporter> logger) : BackgroundService
{
    private readonly SemaphoreSlim changed = new(0, 1);
    private string? connection;
    private AgentHello? hello;
    private DateTimeOffset? since;

    public override void Dispose()
    {
        changed.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        link.Changed += Note;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                Write();
                await changed.WaitAsync(AgentReport.Interval, stoppingToken);
            }
        }
        finally
        {
            link.Changed -= Note;
            AgentReport.Delete(settings.StateDirectory);
        }
    }

    private void Note(object? sender, EventArgs e)
    {
        if (changed.CurrentCount > 0) return;
        try
        {
            changed.Release();
        }
        catch (SemaphoreFullException)
        {
            // Another change was as quick; one look is enough for both.
        }
    }

    private void Write()
    {
        var presence = link.Presence;
        if (presence?.ConnectionId != connection) since = presence?.ConnectedAt ?? time.GetUtcNow();
        connection = presence?.ConnectionId;
        hello = presence?.Hello ?? hello;
        try
        {
            new AgentReport(time.GetUtcNow(), presence is not null, since, hello?.Host, hello?.Version, presence?.State, link.LastRefused is { } refused ? $"{refused.Host}: {refused.Reason}" : null)
                .Write(settings.StateDirectory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotWritten(logger, e.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "How it stands with the Agent could not be written into the state directory, so mycopod agent status cannot tell: {Reason}")]
        public static partial void NotWritten(ILogger logger, string reason);
    }
}
