using MycoPod.Core.Data;
using MycoPod.Tests.Fixtures;
using Npgsql;

namespace MycoPod.Tests.Data;

/// <summary>What the database itself holds each host to.</summary>
public sealed class DatabaseRolesTests(PostgresServer postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("UPDATE runs.runs SET status = 'Succeeded'")]
    [InlineData("INSERT INTO runs.events (run_id, sequence, kind, at) VALUES (gen_random_uuid(), 1, 'Output', now())")]
    [InlineData("DELETE FROM runs.exchanges")]
    [InlineData("CREATE TABLE runs.mine (id int)")]
    public async Task Web_reads_runs_and_cannot_change_them(string sql)
    {
        var database = await postgres.CreateDatabaseAsync();
        await ExecuteAsync(database.Web, "SELECT count(*) FROM runs.runs");
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await RefusalAsync(database.Web, sql));
    }

    [Theory]
    [InlineData("DELETE FROM runs.runs")]
    [InlineData("UPDATE runs.events SET text = ''")]
    [InlineData("DELETE FROM runs.journal")]
    [InlineData("UPDATE runs.exchanges SET response_body = ''")]
    [InlineData("CREATE TABLE runs.mine (id int)")]
    public async Task The_Agent_adds_to_the_record_and_cannot_rewrite_it(string sql)
    {
        var database = await postgres.CreateDatabaseAsync();
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await RefusalAsync(database.Agent, sql));
    }

    [Fact]
    public async Task Every_stored_event_is_told_in_the_transaction_that_stores_it()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var web = new NpgsqlConnection(database.Web);
        await web.OpenAsync(Token);
        List<(Guid, long)?> heard = [];
        web.Notification += (_, e) => heard.Add(RunNotifications.Parse(e.Payload));
        await using (var listen = new NpgsqlCommand($"LISTEN {RunNotifications.Channel}", web)) await listen.ExecuteNonQueryAsync(Token);

        var id = new Guid("0193a0f0-0000-7000-8000-0000000000aa");
        await ExecuteAsync(database.Agent, $"""
            BEGIN;
            INSERT INTO runs.runs (id, declaration_id, revision, title, author, approver, folder, commit, status, created_at, last_sequence)
              VALUES ('{id}', '{id}', 1, 't', 'a', 'b', 'f', 'c', 'Queued', now(), 2);
            INSERT INTO runs.events (run_id, sequence, kind, at) VALUES ('{id}', 1, 'RunQueued', now()), ('{id}', 2, 'RunStarted', now());
            COMMIT
            """);
        await web.WaitAsync(Token);
        Assert.Equal((id, 2L), Assert.Single(heard));
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }

    private static async Task<string> RefusalAsync(string connectionString, string sql) =>
        (await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(connectionString, sql))).SqlState;
}
