using MycoPod.Reconciler.Configuration;
using MycoPod.Reconciler.Link;
using MycoPod.Reconciler.Policy;
using MycoPod.Reconciler.Repository;
using MycoPod.Reconciler.Telemetry;

namespace MycoPod.Reconciler.Reconciliation;

/// <summary>Looks at the repository every interval and whenever woken, whether or not Web can be reached.</summary>
internal sealed partial class RepositoryLoop(
    RepositoryPass pass, AgentLease lease, WorkSignals signals, AgentStatus status, AgentConfiguration configuration, TimeProvider time, ILogger<RepositoryLoop> log) : BackgroundService
{
    private const int Retries = 3;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lease.HeldAsync(stoppingToken);
        for (var failures = 0; !stoppingToken.IsCancellationRequested;)
        {
            failures = await LookAsync(stoppingToken) ? 0 : failures + 1;
            await signals.Repository.WaitAsync(PauseAfter(failures), time, stoppingToken);
        }
    }

    /// <summary>A repository that does not answer is asked again soon, three times, each later than the one before; then as ever.</summary>
    private TimeSpan PauseAfter(int failures)
    {
        if (failures is 0 or > Retries) return configuration.PollInterval;
        var pause = TimeSpan.FromSeconds(Math.Pow(2, failures - 1) * (0.5 + Random.Shared.NextDouble()));
        return pause < configuration.PollInterval ? pause : configuration.PollInterval;
    }

    /// <returns>Whether it could be read.</returns>
    private async Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var queued = await pass.RunAsync(cancellationToken);
            status.SetRepositoryProblem(null);
            AgentMeter.CountPass(isRead: true);
            if (queued > 0) signals.Runs.Set();
            return true;
        }
        catch (Exception e) when (e is RepositoryException or PolicyException)
        {
            AgentMeter.CountPass(isRead: false);
            Log.Unreadable(log, e.Message);
            status.SetRepositoryProblem(e.Message, pass.Rewritten);
            return pass.Rewritten is not null;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            AgentMeter.CountPass(isRead: false);
            Log.NotRecorded(log, e);
            status.SetRepositoryProblem("What the declarations repository holds could not be judged or recorded, so nothing of it is carried out. The Agent's log says why.");
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The repository was not read: {Reason}")]
        public static partial void Unreadable(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Warning, "What the repository holds could not be judged or recorded, so nothing of it is carried out; trying again")]
        public static partial void NotRecorded(ILogger logger, Exception reason);
    }
}
