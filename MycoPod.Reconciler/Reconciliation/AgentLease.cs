using System.Globalization;
using MycoPod.Reconciler.Execution;
using MycoPod.Reconciler.Telemetry;
using Npgsql;

namespace MycoPod.Reconciler.Reconciliation;

/// <summary>
/// One Agent a cluster: a PostgreSQL advisory lock, held by a connection of its own. Losing that connection ends the work and the
/// process within two seconds; the supervisor starts it again and it waits for the lock.
/// </summary>
internal sealed partial class AgentLease(string connectionString, HighWaterMark mark, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<AgentLease> log) : BackgroundService
{
    /// <summary>What <c>mycopod restore</c> writes as the comment of the database, before the instant.</summary>
    public const string RestoredComment = "restored ";

    private const string Application = "mycopod-agent on ";
    private const long LockKey = 0x4D79636F506F64;
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Check = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource lost = new();
    private readonly TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Cancelled when the lease is lost: no further step may be taken.</summary>
    public CancellationToken Lost => lost.Token;

    /// <summary>Whether this Agent is the one now.</summary>
    public bool IsHeld => held.Task.IsCompletedSuccessfully && !lost.IsCancellationRequested;

    /// <summary>Completes once this Agent is the one.</summary>
    public Task HeldAsync(CancellationToken cancellationToken) => held.Task.WaitAsync(cancellationToken);

    public override void Dispose()
    {
        lost.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var connection = await AcquireAsync(stoppingToken);
        held.TrySetResult();
        Log.Held(log);
        try
        {
            while (true)
            {
                await Task.Delay(Check, time, stoppingToken);
                await using var command = new NpgsqlCommand("SELECT 1", connection);
                await command.ExecuteScalarAsync(stoppingToken);
            }
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
        {
            Log.Lost(log, e.Message);
            await lost.CancelAsync();
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }

    /// <summary>
    /// What was carried out without a trace here is left alone: by a former Agent in whose place this new one stands, or before the database was brought
    /// back from a backup, which <c>mycopod restore</c> notes with the database itself.
    /// </summary>
    private async Task MistrustForeignRunsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        const string facts = "SELECT EXISTS (SELECT FROM runs.runs), shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()";
        await using var command = new NpgsqlCommand(facts, connection);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        var isForeign = mark.IsNew && mark.RestoredAt is null && row.GetBoolean(0);
        var restored = await row.IsDBNullAsync(1, cancellationToken) ? null : RestoredAt(row.GetString(1));
        if (isForeign || restored > (mark.RestoredAt ?? DateTimeOffset.MinValue))
        {
            var now = time.GetUtcNow();
            mark.MarkRestored(restored > now ? restored.Value : now);
            Log.Replaced(log);
        }

        mark.Begin();
    }

    private static DateTimeOffset? RestoredAt(string comment) =>
        comment.StartsWith(RestoredComment, StringComparison.Ordinal) && DateTimeOffset.TryParse(comment[RestoredComment.Length..], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;

    private async Task<NpgsqlConnection> AcquireAsync(CancellationToken cancellationToken)
    {
        var isAway = false;
        for (var said = false; ; await Task.Delay(Retry, time, cancellationToken))
        {
            var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, ApplicationName = Application + Environment.MachineName }.ConnectionString);
            try
            {
                await connection.OpenAsync(cancellationToken);
                await using var command = new NpgsqlCommand("SELECT pg_try_advisory_lock($1)", connection) { Parameters = { new() { Value = LockKey } } };
                if (await command.ExecuteScalarAsync(cancellationToken) is true)
                {
                    await MistrustForeignRunsAsync(connection, cancellationToken);
                    return connection;
                }

                if (!said) Log.HeldElsewhere(log, await FindHolderAsync(connection, cancellationToken));
                said = true;
            }
            catch (NpgsqlException e)
            {
                if (!isAway) AgentMeter.CountOutage();
                isAway = true;
                Log.Unreachable(log, e.Message);
            }

            await connection.DisposeAsync();
        }
    }

    /// <summary>The host of the Agent that holds the lease, or null where none does.</summary>
    /// <exception cref="NpgsqlException">The database cannot be asked.</exception>
    public static async Task<string?> FindHolderAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        return await FindAsync(connection, cancellationToken) is { } name ? HostIn(name) : null;
    }

    private static async Task<string> FindHolderAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => HostIn(await FindAsync(connection, cancellationToken) ?? "");

    private static string HostIn(string name) => name.Length > 0 ? name.Replace(Application, "", StringComparison.Ordinal) : "a host that does not say its name";

    /// <summary>What the holder calls itself, as far as the database shows it.</summary>
    private static async Task<string?> FindAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        const string holder =
            "SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE l.locktype = 'advisory' AND l.granted AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND (l.classid::bigint << 32) | l.objid::bigint = $1";
        await using var command = new NpgsqlCommand(holder, connection) { Parameters = { new() { Value = LockKey } } };
        return await command.ExecuteScalarAsync(cancellationToken) switch
        {
            null => null,
            string name => name,
            _ => "",
        };
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "This is the Agent of the cluster: the lease is held.")]
        public static partial void Held(ILogger logger);

        [LoggerMessage(LogLevel.Warning, "Another Agent, on {Host}, holds the lease of this cluster. Waiting until it ends.")]
        public static partial void HeldElsewhere(ILogger logger, string host);

        [LoggerMessage(LogLevel.Warning, "The database comes from a backup, or tells of runs of an Agent whose record is not here: what was approved before now is not carried out, and can be approved again.")]
        public static partial void Replaced(ILogger logger);

        [LoggerMessage(LogLevel.Warning, "The database cannot be reached; trying again: {Reason}")]
        public static partial void Unreachable(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Error, "The lease was lost with its database connection; stopping so that no second Agent acts at once: {Reason}")]
        public static partial void Lost(ILogger logger, string reason);
    }
}
