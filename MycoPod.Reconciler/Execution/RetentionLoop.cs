using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Data;
using MycoPod.Reconciler.Configuration;
using MycoPod.Reconciler.Reconciliation;

namespace MycoPod.Reconciler.Execution;

/// <summary>
/// Makes the tables of the months to come, and drops logs and exchanges that are older than the configuration keeps them. Runs, steps and the journal stay:
/// what was done is known for ever.
/// </summary>
internal sealed partial class RetentionLoop(IDbContextFactory<RunsContext> contexts, AgentLease lease, AgentConfiguration configuration, TimeProvider time, ILogger<RetentionLoop> log) : BackgroundService
{
    private const int MonthsAhead = 2;
    private static readonly TimeSpan Interval = TimeSpan.FromHours(12);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lease.HeldAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested) await Task.Delay(await TidyAsync(stoppingToken) ? Interval : AfterFailure, time, stoppingToken);
    }

    /// <returns>Whether the database could be asked.</returns>
    internal async Task<bool> TidyAsync(CancellationToken cancellationToken)
    {
        try
        {
            var now = time.GetUtcNow();
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            await context.Database.ExecuteSqlAsync($"SELECT runs.prepare_months({now}, {MonthsAhead})", cancellationToken);
            await context.Database.ExecuteSqlAsync($"SELECT runs.forget_before({now - configuration.Retention})", cancellationToken);
            return true;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it is: that old logs stay a while longer ends nothing.
            Log.Failed(log, e.Message);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Old logs could not be looked for; trying again: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
