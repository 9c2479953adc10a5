using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Data;
using MycoPod.Core.Link;
using MycoPod.Core.Runs;
using MycoPod.Reconciler.Configuration;
using MycoPod.Reconciler.Credentials;
using MycoPod.Reconciler.Execution;
using MycoPod.Reconciler.Link;
using MycoPod.Reconciler.Reconciliation;
using Npgsql;

namespace MycoPod.Reconciler.Commands;

/// <summary><c>agent status</c>: what the state directory and the database say of the Agent of this host. It asks nobody else.</summary>
internal static class StatusCommand
{
    private const int Failed = 1;
    private const int Unusable = 2;

    public static Command Make()
    {
        var status = new Command("status", "Says whether the Agent runs, is connected and reconciles. Exit code 1 where it does not run");
        status.SetAction((_, token) => RunAsync(Console.Out, token));
        return new Command("agent", "How it stands with the Agent of this host") { status };
    }

    private static async Task<int> RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        try
        {
            var (configuration, pairing) = AgentConfigurationFile.Read(Environment.GetEnvironmentVariable(AgentConfigurationFile.Variable));
            return await TellAsync(configuration, pairing, output, cancellationToken);
        }
        catch (Exception e) when (e is ConfigurationException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return Unusable;
        }
    }

    internal static async Task<int> TellAsync(AgentConfiguration configuration, Pairing pairing, TextWriter output, CancellationToken cancellationToken)
    {
        var directory = new ProtectedDirectory(configuration.CredentialsDirectory);
        var holder = await TellDatabaseAsync(configuration, output, cancellationToken);
        var isHere = holder == Environment.MachineName;
        var ready = WebLink.ReadyFile(configuration);
        await output.WriteLineAsync($"Web: {(isHere && File.Exists(ready) ? $"{pairing.WebUrl}, connected since {Moment(File.GetLastWriteTimeUtc(ready))}" : $"{pairing.WebUrl}, not connected")}");
        await output.WriteLineAsync($"Cluster: {(directory.Find(ClusterAccess.FileName) is null ? "no credentials yet" : "credentials are set")}");
        await output.WriteLineAsync(new PauseSwitch(directory, TimeProvider.System).Current is { } pause ? $"Reconciling: paused by {pause.By} since {Moment(pause.Since.UtcDateTime)}" : "Reconciling: yes");
        return isHere ? 0 : Failed;
    }

    /// <returns>The host of the Agent that holds the lease, or null.</returns>
    private static async Task<string?> TellDatabaseAsync(AgentConfiguration configuration, TextWriter output, CancellationToken cancellationToken)
    {
        try
        {
            var holder = await AgentLease.FindHolderAsync(configuration.Connection, cancellationToken);
            await output.WriteLineAsync($"Agent: {(holder is null ? "does not run" : holder == Environment.MachineName ? "runs on this host" : $"runs on another host, {holder}")}");
            await using var runs = RunsDatabase.Open(configuration.Connection);
            var counts = await runs.Runs.Where(r => r.Status == RunStatus.Queued || r.Status == RunStatus.Running || r.Status == RunStatus.NeedsAttention)
                .GroupBy(r => r.Status).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
            await output.WriteLineAsync($"Runs: {counts.GetValueOrDefault(RunStatus.Running)} running, {counts.GetValueOrDefault(RunStatus.Queued)} queued, {counts.GetValueOrDefault(RunStatus.NeedsAttention)} need attention");
            var read = await runs.Cursors.Select(c => new { c.Commit, c.ReadAt }).FirstOrDefaultAsync(cancellationToken);
            await output.WriteLineAsync($"Repository: {(read is null ? "nothing read yet" : $"read up to {read.Commit[..7]} at {Moment(read.ReadAt.UtcDateTime)}")}");
            return holder;
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException { InnerException: NpgsqlException })
        {
            await output.WriteLineAsync($"Database: cannot be asked ({e.InnerException?.Message ?? e.Message}), so whether the Agent runs is not known");
            return null;
        }
    }

    private static string Moment(DateTime time) => $"{time:yyyy-MM-dd HH:mm:ss} UTC";
}
