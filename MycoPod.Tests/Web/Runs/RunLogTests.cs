using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MycoPod.Core.Data;
using MycoPod.Core.Runs;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Runs;
using Npgsql;
using TestContext = Xunit.TestContext;

namespace MycoPod.Tests.Web.Runs;

/// <summary>The viewer of a run's log, over a real database.</summary>
public sealed class RunLogTests(PostgresServer postgres)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Lines_that_cannot_be_read_say_so_and_can_be_tried_again()
    {
        var (contexts, row) = await FillAsync(RunStatus.Succeeded);
        contexts.Fails = true;
        await using var browser = Browser(contexts);
        var log = browser.Render<RunLog>(p => p.Add(l => l.Run, row));
        await log.WaitForAssertionAsync(() => Assert.Contains("Some lines could not be read", log.Markup, StringComparison.Ordinal), Patience);
        contexts.Fails = false;
        await log.Find(".failed button").ClickAsync(new());
        await log.WaitForAssertionAsync(() => Assert.Equal(["line 1", "line 2"], log.FindAll("button.text").Select(l => l.TextContent[..6])), Patience);
        Assert.DoesNotContain("could not be read", log.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_has_a_link_of_its_own_and_tells_what_was_chosen()
    {
        var (contexts, row) = await FillAsync(RunStatus.Succeeded);
        await using var browser = Browser(contexts);
        RunEvent? chosen = null;
        var log = browser.Render<RunLog>(p => p.Add(l => l.Run, row).Add(l => l.Line, 2).Add(l => l.OnChoose, line => chosen = line));
        await log.WaitForAssertionAsync(() => Assert.Equal(2, log.FindAll("[data-line]").Count), Patience);
        Assert.Equal($"/runs/{row.Id}?line=2", log.Find("[data-line='2'] a").GetAttribute("href"));
        Assert.Equal("true", log.Find("[data-line='2']").GetAttribute("aria-current"));
        await log.Find("[data-line='1'] button").ClickAsync(new());
        Assert.Equal(1, chosen?.Sequence);
    }

    [Theory]
    [InlineData(RunStatus.Running, null, "true")]
    [InlineData(RunStatus.Running, 1L, "false")]
    [InlineData(RunStatus.Succeeded, null, null)]
    public async Task A_live_log_is_followed_unless_a_line_was_asked_for(RunStatus status, long? line, string? expected)
    {
        var (contexts, row) = await FillAsync(status);
        await using var browser = Browser(contexts);
        var log = browser.Render<RunLog>(p => p.Add(l => l.Run, row).Add(l => l.Line, line));
        Assert.Equal(expected, log.FindAll("[aria-pressed]").SingleOrDefault()?.GetAttribute("aria-pressed"));
    }

    [Fact]
    public async Task A_run_that_is_tried_again_is_followed_again()
    {
        var (contexts, row) = await FillAsync(RunStatus.Errored);
        await using var browser = Browser(contexts);
        var log = browser.Render<RunLog>(p => p.Add(l => l.Run, row));
        log.Render(p => p.Add(l => l.Run, row with { Status = RunStatus.Queued }));
        Assert.Equal("true", log.Find("[aria-pressed]").GetAttribute("aria-pressed"));
        await log.InvokeAsync(log.Instance.StopFollowing);
        Assert.Equal("false", log.Find("[aria-pressed]").GetAttribute("aria-pressed"));
    }

    private async Task<(Contexts Contexts, RunRow Row)> FillAsync(RunStatus status)
    {
        var database = await postgres.CreateDatabaseAsync();
        var run = await RunRecords.AddAsync(database, status: status);
        await RunRecords.FillAsync(database, run, 2, step: 1);
        var contexts = new Contexts(database);
        var row = await new RunQuery(contexts, TimeProvider.System).FindAsync(run, TestContext.Current.CancellationToken);
        return (contexts, row ?? throw new InvalidOperationException("It is not there."));
    }

    private static BunitContext Browser(Contexts contexts)
    {
        var browser = new BunitContext();
        browser.JSInterop.Mode = JSRuntimeMode.Loose;
        browser.JSInterop.SetupModule("./js/log.js").Mode = JSRuntimeMode.Loose;
        browser.Services.AddSingleton(new RunLines(contexts));
        return browser;
    }

    private sealed class Contexts(TestDatabase database) : IDbContextFactory<RunsContext>
    {
        public bool Fails { get; set; }

        public RunsContext CreateDbContext() => Fails ? throw new NpgsqlException("The database is away.") : RunsDatabase.Open(database.Web);
    }
}
