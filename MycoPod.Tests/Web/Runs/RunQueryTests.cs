using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using MycoPod.Core.Data;
using MycoPod.Core.Runs;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Runs;

namespace MycoPod.Tests.Web.Runs;

/// <summary>Searching and reading runs, in a real PostgreSQL, as Web's role.</summary>
public sealed class RunQueryTests(PostgresServer postgres)
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("pve1", "alpha")]
    [InlineData("PVE2", "beta")]
    [InlineData("pve3", "gamma")]
    [InlineData("pve", "gamma beta alpha")]
    [InlineData("web-1", "alpha")]
    [InlineData("db_1", "beta")]
    [InlineData("_", "beta")]
    [InlineData("%", "gamma")]
    [InlineData("\\", "")]
    [InlineData("alph", "alpha")]
    [InlineData("2026-13-45", "")]
    public async Task A_name_is_searched_in_nodes_guests_and_titles(string text, string expected)
    {
        var database = await postgres.CreateDatabaseAsync();
        var (alpha, beta, gamma) = (await RunRecords.AddAsync(database, "alpha"), await RunRecords.AddAsync(database, "beta"), await RunRecords.AddAsync(database, "gamma"));
        await RunRecords.AddStepAsync(database, alpha, 1, "web-1", "pve1");
        await RunRecords.AddStepAsync(database, beta, 1, "db_1", "pve2");
        await RunRecords.AddStepAsync(database, gamma, 1, "100%", "");
        await RunRecords.AddExchangeAsync(database, gamma, 1, "/nodes/pve3/lxc", "pve3");
        Assert.Equal(expected, await FindAsync(database, text));
    }

    [Theory]
    [InlineData("2026-11-25", "night noon")]
    [InlineData("2026-11-26", "running night")]
    [InlineData("2026-11-27", "running")]
    [InlineData("today", "running")]
    [InlineData("yesterday", "running night")]
    [InlineData("2026-11-25 14:05", "noon")]
    [InlineData("14:05", "running noon")]
    [InlineData("14:06:30", "running noon")]
    [InlineData("14:08", "running")]
    [InlineData("00:30", "running night")]
    [InlineData("23:50", "running night")]
    [InlineData("23:39", "running")]
    [InlineData("2026-11-25 14:05 noon", "noon")]
    [InlineData("2026-11-25 14:05 night", "")]
    public async Task A_time_finds_the_runs_that_were_under_way_then(string text, string expected)
    {
        var database = await postgres.CreateDatabaseAsync();
        await RunRecords.AddAsync(database, "noon", RunStatus.Succeeded, at: RunRecords.Begin, minutes: 2);
        await RunRecords.AddAsync(database, "night", RunStatus.Succeeded, at: RunRecords.Begin.AddHours(9).AddMinutes(35), minutes: 60);
        await RunRecords.AddAsync(database, "running", at: RunRecords.Begin.AddHours(20));
        Assert.Equal(expected, await FindAsync(database, text, now: RunRecords.Begin.AddDays(2)));
    }

    [Fact]
    public async Task Statuses_and_authors_filter()
    {
        var database = await postgres.CreateDatabaseAsync();
        foreach (var status in Enum.GetValues<RunStatus>()) await RunRecords.AddAsync(database, status.ToString(), status, author: status == RunStatus.Errored ? "eve" : "ben");
        var found = await Task.WhenAll(Enum.GetValues<RunStatus>().Select(s => FindAsync(database, "", s)));
        Assert.Equal(Enum.GetNames<RunStatus>(), found);
        Assert.Equal("Errored", await FindAsync(database, "", author: "eve"));
        Assert.Equal("", await FindAsync(database, "", RunStatus.Succeeded, "eve"));
    }

    [Fact]
    public async Task Words_of_the_log_find_a_run_and_a_log_that_was_removed_says_so()
    {
        var database = await postgres.CreateDatabaseAsync();
        var (one, two) = (await RunRecords.AddAsync(database, "One", RunStatus.Succeeded), await RunRecords.AddAsync(database, "Two", RunStatus.Succeeded));
        await RunRecords.FillAsync(database, one, 3);
        await using (var runs = database.OpenRuns())
        {
            runs.Events.Add(new() { RunId = one, Sequence = 4, Kind = RunEventKind.Output, At = RunRecords.Begin, Text = "TASK ERROR: 100% of the space is used" });
            await runs.Runs.Where(r => r.Id == two).ExecuteUpdateAsync(s => s.SetProperty(r => r.LastSequence, 7), Token);
            await runs.SaveChangesAsync(Token);
        }

        Assert.Equal("One", await FindAsync(database, "100% of the SPACE"));
        Assert.Equal("", await FindAsync(database, "100x of the space"));
        var query = new RunQuery(new Contexts(database), TimeProvider.System);
        var (kept, gone) = (await query.FindAsync(one, Token), await query.FindAsync(two, Token));
        Assert.Equal((false, 0), (kept?.IsForgotten, kept?.RemovedLines));
        Assert.True(gone?.IsForgotten);
        await using (var owner = RunsDatabase.Open(database.Owner)) await owner.Events.Where(e => e.RunId == one && e.Sequence < 3).ExecuteDeleteAsync(Token);
        var part = await query.FindAsync(one, Token);
        Assert.Equal((false, 2), (part?.IsForgotten, part?.RemovedLines));
    }

    [Fact]
    public async Task Lines_are_read_by_their_number_a_window_at_a_time()
    {
        var database = await postgres.CreateDatabaseAsync();
        var (run, other) = (await RunRecords.AddAsync(database), await RunRecords.AddAsync(database));
        await RunRecords.FillAsync(database, run, 2500);
        await RunRecords.FillAsync(database, other, 10);
        var lines = new RunLines(new Contexts(database));
        Assert.Equal([41, 42, 43], (await lines.ReadAsync(run, 40, 3, Token)).Select(l => l.Sequence));
        Assert.Equal([2499, 2500], (await lines.ReadAsync(run, 2498, 50, Token)).Select(l => l.Sequence));
        Assert.Equal(2500, (await lines.FindAsync(run, 2500, Token))?.Sequence);
        Assert.Null(await lines.FindAsync(run, 2501, Token));
        Assert.Null(await lines.FindAsync(run, 0, Token));
        List<long> all = [];
        await foreach (var line in lines.AfterAsync(run, 3, Token)) all.Add(line.Sequence);
        Assert.Equal(Enumerable.Range(4, 2497).Select(n => (long)n), all);
    }

    [Fact]
    public async Task The_exchange_of_a_line_comes_first_then_those_that_change_something()
    {
        var database = await postgres.CreateDatabaseAsync();
        var run = await RunRecords.AddAsync(database);
        await RunRecords.AddExchangeAsync(database, run, 1, "/get", method: "GET");
        await RunRecords.AddExchangeAsync(database, run, 1, "/one");
        var asked = await RunRecords.AddExchangeAsync(database, run, 1, "/asked", method: "GET");
        await RunRecords.AddExchangeAsync(database, run, 2, "/other");
        var query = new RunQuery(new Contexts(database), TimeProvider.System);
        Assert.Equal(["/asked", "/one", "/get"], (await query.ExchangesAsync(run, 1, asked, 10, Token)).Select(e => e.Path));
        Assert.Equal(["/one", "/get"], (await query.ExchangesAsync(run, 1, null, 2, Token)).Select(e => e.Path));
    }

    private static async Task<string> FindAsync(TestDatabase database, string text, RunStatus? status = null, string? author = null, DateTimeOffset? now = null)
    {
        var query = new RunQuery(new Contexts(database), new FakeTimeProvider(now ?? RunRecords.Begin));
        var found = await query.NewestAsync(new(text, status, author, Berlin), null, 100, Token);
        Assert.Equal(found, await query.ThoseAsync([.. found.Select(f => f.Id)], new(text, status, author, Berlin), Token));
        return string.Join(' ', found.Select(f => f.Title));
    }

    private sealed class Contexts(TestDatabase database) : IDbContextFactory<RunsContext>
    {
        public RunsContext CreateDbContext() => RunsDatabase.Open(database.Web);
    }
}
