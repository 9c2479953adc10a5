using System.Data.Common;
using MycoPod.Web.Accounts;
using MycoPod.Web.Audit;
using MycoPod.Web.Configuration;
using MycoPod.Web.Telemetry;
using Npgsql;

namespace MycoPod.Web.Data;

/// <summary>Listens for what other processes change. What came while the connection was lost is asked for once it is back.</summary>
internal sealed partial class WebListener(WebSettings settings, Sessions sessions, AuditLog audit, TimeProvider time, ILogger<WebListener> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private bool isListening;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception e) when (e is DbException or IOException or TimeoutException or InvalidOperationException && !stoppingToken.IsCancellationRequested)
            {
                if (isListening) WebMeter.CountOutage();
                isListening = false;
                Log.Lost(logger, e);
            }

            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    private async Task ListenAsync(CancellationToken stoppingToken)
    {
        var dedicated = new NpgsqlConnectionStringBuilder(settings.Connection) { Pooling = false, KeepAlive = 20 };
        await using var connection = new NpgsqlConnection(dedicated.ConnectionString);
        connection.Notification += (_, notification) => Tell(notification.Payload);
        await connection.OpenAsync(stoppingToken);
        await using (var listen = new NpgsqlCommand($"LISTEN {WebNotifications.Channel}", connection)) await listen.ExecuteNonQueryAsync(stoppingToken);
        isListening = true;
        Tell(WebNotifications.Sessions);
        Tell(WebNotifications.Audit);
        while (true) await connection.WaitAsync(stoppingToken);
    }

    private void Tell(string what)
    {
        if (what == WebNotifications.Sessions) sessions.Doubt();
        else if (what == WebNotifications.Audit) audit.Announce();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The connection that listens for what other processes change was lost; connecting again")]
        public static partial void Lost(ILogger logger, Exception exception);
    }
}
