using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using MycoPod.Reconciler.Credentials;
using MycoPod.Reconciler.Execution;
using MycoPod.Reconciler.Reconciliation;
using MycoPod.Tests.Fixtures;
using Npgsql;

namespace MycoPod.Tests.Reconciliation;

public sealed class AgentLeaseTests(PostgresServer postgres) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mycopod-lease-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_Agent_waits_until_the_first_is_gone()
    {
        var database = await postgres.CreateDatabaseAsync();
        using var first = Lease(database, new Lifetime());
        var said = new Said();
        using var second = new AgentLease(database.Agent, Mark(), TimeProvider.System, new Lifetime(), said);
        await first.StartAsync(Token);
        await first.HeldAsync(Token);
        await second.StartAsync(Token);
        var waiting = second.HeldAsync(Token);
        Assert.Equal($"Another Agent, on {Environment.MachineName}, holds the lease of this cluster. Waiting until it ends.", await said.First.Task.WaitAsync(TimeSpan.FromSeconds(10), Token));
        Assert.False(waiting.IsCompleted);
        await first.StopAsync(Token);
        await waiting.WaitAsync(TimeSpan.FromSeconds(10), Token);
        await second.StopAsync(Token);
    }

    [Fact]
    public async Task Losing_the_lease_ends_the_work_and_then_the_process()
    {
        var database = await postgres.CreateDatabaseAsync();
        var lifetime = new Lifetime();
        using var lease = Lease(database, lifetime);
        await lease.StartAsync(Token);
        await lease.HeldAsync(Token);
        await using (var connection = new NpgsqlConnection(database.Agent))
        {
            await connection.OpenAsync(Token);
            await using var command = new NpgsqlCommand("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'", connection);
            await command.ExecuteNonQueryAsync(Token);
        }

        await lifetime.Stopped.Task.WaitAsync(TimeSpan.FromSeconds(10), Token);
        Assert.True(lease.Lost.IsCancellationRequested);
        Environment.ExitCode = 0;
    }

    [Fact]
    public async Task A_new_Agent_beside_runs_of_a_former_one_notes_that_it_does_not_know_what_was_done()
    {
        var database = await postgres.CreateDatabaseAsync();
        var fresh = Mark("fresh");
        await HoldAsync(database, fresh);
        Assert.Null(fresh.RestoredAt);

        await using (var connection = new NpgsqlConnection(database.Agent))
        {
            await connection.OpenAsync(Token);
            await using var command = new NpgsqlCommand(
                "INSERT INTO runs.runs (id, declaration_id, revision, title, author, approver, folder, commit, status, created_at, attempt, stops_task, last_sequence) "
                + "VALUES (gen_random_uuid(), gen_random_uuid(), 1, 't', 'a', 'b', 'f', 'c', 'Succeeded', now(), 1, false, 0)",
                connection);
            await command.ExecuteNonQueryAsync(Token);
        }

        await HoldAsync(database, Mark("fresh"));
        Assert.Null(Mark("fresh").RestoredAt);
        var foreign = Mark("foreign");
        var before = TimeProvider.System.GetUtcNow();
        await HoldAsync(database, foreign);
        Assert.InRange(foreign.RestoredAt!.Value, before, TimeProvider.System.GetUtcNow());
        Assert.Equal(foreign.RestoredAt, Mark("foreign").RestoredAt);
    }

    [Fact]
    public async Task A_database_that_comes_from_a_backup_says_so_to_whichever_Agent_comes()
    {
        var database = await postgres.CreateDatabaseAsync();
        var mark = Mark();
        await HoldAsync(database, mark);
        Assert.Null(mark.RestoredAt);
        var restored = TimeProvider.System.GetUtcNow();
        await using (var connection = new NpgsqlConnection(database.Owner))
        {
            await connection.OpenAsync(Token);
            await using var command = new NpgsqlCommand($"COMMENT ON DATABASE {connection.Database} IS '{AgentLease.RestoredComment}{restored:O}'", connection);
            await command.ExecuteNonQueryAsync(Token);
        }

        await HoldAsync(database, mark);
        Assert.True(mark.RestoredAt >= restored);
        var noted = mark.RestoredAt;
        await HoldAsync(database, mark);
        Assert.Equal(noted, mark.RestoredAt);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static async Task HoldAsync(TestDatabase database, HighWaterMark mark)
    {
        using var lease = new AgentLease(database.Agent, mark, TimeProvider.System, new Lifetime(), NullLogger<AgentLease>.Instance);
        await lease.StartAsync(Token);
        await lease.HeldAsync(Token);
        await lease.StopAsync(Token);
    }

    private AgentLease Lease(TestDatabase database, IHostApplicationLifetime lifetime) =>
        new(database.Agent, Mark(), TimeProvider.System, lifetime, NullLogger<AgentLease>.Instance);

    private HighWaterMark Mark(string name = "agent") => new(new ProtectedDirectory(Path.Combine(folder.FullName, name)));

    private sealed class Said : ILogger<AgentLease>
    {
        public TaskCompletionSource<string> First { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            First.TrySetResult(formatter(state, exception));
    }

    private sealed class Lifetime : IHostApplicationLifetime
    {
        public TaskCompletionSource Stopped { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => Stopped.TrySetResult();
    }
}
