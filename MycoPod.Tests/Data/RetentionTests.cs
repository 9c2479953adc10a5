using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using MycoPod.Core.Data;
using MycoPod.Tests.Fixtures;
using MycoPod.Tests.Web.Runs;
using Npgsql;

namespace MycoPod.Tests.Data;

/// <summary>Logs and exchanges lie in tables by months; old months go, and what was done stays known.</summary>
public sealed class RetentionTests(PostgresServer postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Old_months_go_and_newer_ones_and_the_runs_themselves_stay()
    {
        var database = await postgres.CreateDatabaseAsync();
        var now = TimeProvider.System.GetUtcNow();
        var run = await RunRecords.AddAsync(database);
        await ExecuteAsync(database.Agent, $"SELECT runs.prepare_months('{now.AddDays(-300):O}', 2)");
        await AddLineAsync(database, run, 1, now.AddDays(-290));
        await AddLineAsync(database, run, 2, now.AddDays(-100));
        await AddLineAsync(database, run, 3, now);
        Assert.Equal(0L, await ExecuteAsync(database.Agent, "SELECT count(*) FROM runs.events WHERE tableoid = 'runs.events_other'::regclass"));

        await ExecuteAsync(database.Agent, $"SELECT runs.forget_before('{now.AddDays(-180):O}')");
        await using var runs = database.OpenRuns();
        Assert.Equal([2L, 3L], await runs.Events.OrderBy(e => e.Sequence).Select(e => e.Sequence).ToListAsync(Token));
        Assert.Equal(1, await runs.Runs.CountAsync(Token));
        await ExecuteAsync(database.Agent, $"SELECT runs.prepare_months('{now:O}', 2)");
    }

    [Fact]
    public async Task A_line_of_a_month_without_a_table_is_kept_all_the_same_and_goes_in_time()
    {
        var database = await postgres.CreateDatabaseAsync();
        var run = await RunRecords.AddAsync(database);
        await AddLineAsync(database, run, 1, new(2020, 2, 3, 0, 0, 0, TimeSpan.Zero));
        await ExecuteAsync(database.Agent, "SELECT runs.prepare_months('2020-01-01', 2)");
        await using var runs = database.OpenRuns();
        Assert.Equal(1, await runs.Events.CountAsync(Token));
        await ExecuteAsync(database.Agent, "SELECT runs.forget_before('2021-01-01')");
        Assert.Equal(0, await runs.Events.CountAsync(Token));
    }

    [Theory]
    [InlineData("SELECT runs.forget_before(now())")]
    [InlineData("SELECT runs.prepare_months(now(), 2)")]
    public async Task Web_can_make_nothing_go(string sql)
    {
        var database = await postgres.CreateDatabaseAsync();
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(database.Web, sql));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Fact]
    public async Task What_was_stored_before_there_were_months_is_there_after()
    {
        var owner = await postgres.CreateEmptyDatabaseAsync();
        await using var runs = RunsDatabase.Open(owner);
        await runs.GetService<IMigrator>().MigrateAsync("Attempts", Token);
        var id = new Guid("0193a0f0-0000-7000-8000-0000000000aa");
        await ExecuteAsync(owner, $"""
            INSERT INTO runs.runs (id, declaration_id, revision, title, author, approver, folder, commit, status, created_at, last_sequence, attempt, stops_task)
              VALUES ('{id}', '{id}', 1, 't', 'a', 'b', 'f', 'c', 'Succeeded', now(), 2, 1, false);
            INSERT INTO runs.events (run_id, sequence, kind, at, text) VALUES ('{id}', 1, 'RunQueued', '2026-03-01', NULL), ('{id}', 2, 'Output', '2026-05-02', 'volume created');
            INSERT INTO runs.exchanges (run_id, step_number, node, method, path, request_body, started_at, duration_milliseconds) VALUES ('{id}', 1, 'pve1', 'POST', '/x', '', '2026-05-02', 5);
            """);
        await runs.Database.MigrateAsync(Token);
        Assert.Equal([1L, 2L], await runs.Events.OrderBy(e => e.Sequence).Select(e => e.Sequence).ToListAsync(Token));
        var exchange = await runs.Exchanges.SingleAsync(Token);
        await ExecuteAsync(owner, $"INSERT INTO runs.exchanges (run_id, step_number, node, method, path, request_body, started_at, duration_milliseconds) VALUES ('{id}', 1, 'pve1', 'POST', '/y', '', now(), 5)");
        Assert.Equal([exchange.Id, exchange.Id + 1], await runs.Exchanges.OrderBy(e => e.Id).Select(e => e.Id).ToListAsync(Token));
    }

    private static async Task AddLineAsync(TestDatabase database, Guid run, long sequence, DateTimeOffset at) =>
        await ExecuteAsync(database.Agent, $"INSERT INTO runs.events (run_id, sequence, kind, at, text) VALUES ('{run}', {sequence}, 'Output', '{at:O}', 'a line')");

    private static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Token);
    }
}
