using MycoPod.Reconciler.Configuration;
using MycoPod.Reconciler.Link;
using MycoPod.Reconciler.Policy;
using MycoPod.Reconciler.Repository;

namespace MycoPod.Reconciler.Reconciliation;

/// <summary>Looks at the repository every interval and whenever woken, whether or not Web can be reached.</summary>
internal sealed partial class RepositoryLoop(
    RepositoryPass pass, AgentLease lease, WorkSignals signals, AgentStatus status, AgentConfiguration configuration, TimeProvider time, ILogger<RepositoryLoop> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lease.HeldAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            await LookAsync(stoppingToken);
            await signals.Repository.WaitAsync(configuration.PollInterval, time, stoppingToken);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var queued = await pass.RunAsync(cancellationToken);
            status.SetRepositoryProblem(null);
            if (queued > 0) signals.Runs.Set();
        }
        catch (Exception e) when (e is RepositoryException or PolicyException)
        {
            Log.Unreadable(log, e.Message);
            status.SetRepositoryProblem(e.Message, pass.Rewritten);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotRecorded(log, e);
            status.SetRepositoryProblem("What the declarations repository holds could not be judged or recorded, so nothing of it is carried out. The Agent's log says why.");
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
