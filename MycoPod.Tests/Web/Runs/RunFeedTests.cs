using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using MycoPod.Core.Data;
using MycoPod.Core.Runs;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Configuration;
using MycoPod.Web.Runs;
using Npgsql;

namespace MycoPod.Tests.Web.Runs;

/// <summary>The feed over a real PostgreSQL: every event once, in order, whatever happens to the connection.</summary>
public sealed class RunFeedTests(PostgresServer postgres)
{
    private const int Events = 60;

    [Fact]
    public async Task Every_event_arrives_once_and_in_order_even_when_the_listening_connection_is_cut()
    {
        var database = await postgres.CreateDatabaseAsync();
        var feed = new RunFeed();
        var settings = new WebSettings("", new("http://127.0.0.1"), "/", database.Web, null, new(new("http://127.0.0.1"), "", ""));
        using var listener = new RunListener(settings, new Contexts(database.Web), feed, TimeProvider.System, NullLogger<RunListener>.Instance);
        await listener.StartAsync(TestContext.Current.CancellationToken);
        await ListensAsync(database, feed);
        var run = await RunRecords.AddAsync(database);
        using var subscription = feed.Subscribe(run);
        var writing = WriteAsync(database, run);

        List<long> got = [];
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(40));
        await foreach (var happened in subscription.EventsAsync(limit.Token))
        {
            got.Add(happened.Sequence);
            if (happened.Sequence == Events) break;
        }

        await writing;
        await listener.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(1, Events).Select(n => (long)n), got);
    }

    /// <summary>What is there when the listener begins is not news to it: the first event that arrives says that it has begun.</summary>
    private static async Task ListensAsync(TestDatabase database, RunFeed feed)
    {
        var run = await RunRecords.AddAsync(database);
        using var subscription = feed.Subscribe(run);
        await using var events = subscription.EventsAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var first = events.MoveNextAsync().AsTask();
        for (var sequence = 1; !first.IsCompleted; sequence++)
        {
            await RunRecords.HappenAsync(database, run, sequence);
            await Task.WhenAny(first, Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken));
        }

        await first;
    }

    /// <summary>Writes as the Agent does; every twentieth event the listening connections are cut.</summary>
    private static async Task WriteAsync(TestDatabase database, Guid runId)
    {
        await using var runs = database.OpenRuns();
        var run = await runs.Runs.SingleAsync(r => r.Id == runId, TestContext.Current.CancellationToken);
        for (var sequence = 1; sequence <= Events; sequence++)
        {
            run.LastSequence = sequence;
            runs.Events.Add(new() { RunId = runId, Sequence = sequence, Kind = RunEventKind.Output, At = DateTimeOffset.UnixEpoch, Text = $"line {sequence}" });
            await runs.SaveChangesAsync(TestContext.Current.CancellationToken);
            if (sequence % 20 == 0) await CutAsync(database);
        }
    }

    private static async Task CutAsync(TestDatabase database)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionOf("mycopod_web") + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var cut = new NpgsqlCommand(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'mycopod_web' AND query LIKE 'LISTEN%' AND pid <> pg_backend_pid()",
            connection);
        await cut.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Contexts(string connection) : IDbContextFactory<RunsContext>
    {
        public RunsContext CreateDbContext() => RunsDatabase.Open(connection);
    }
}
