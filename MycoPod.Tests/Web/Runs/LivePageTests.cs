using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MycoPod.Core.Data;
using MycoPod.Core.Runs;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Orders;
using MycoPod.Web.Runs;
using MycoPod.Web.Shell;
using Npgsql;
using TestContext = Xunit.TestContext;

namespace MycoPod.Tests.Web.Runs;

/// <summary>Pages that follow runs, over a real database that fails for a while.</summary>
public sealed class LivePageTests(PostgresServer postgres)
{
    /// <summary>A busy machine renders late.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_page_goes_on_following_after_the_database_failed_once()
    {
        var database = await postgres.CreateDatabaseAsync();
        var contexts = new Contexts(database);
        var feed = new RunFeed();
        var run = await RunRecords.AddAsync(database);
        await RunRecords.HappenAsync(database, run, 1);
        await using var browser = Browser(contexts, feed);
        var page = browser.Render<RunsPage>();
        await page.WaitForAssertionAsync(() => Assert.Equal(1, page.FindComponent<RunLog>().Instance.Run.LineCount), Patience);

        contexts.Fails = true;
        feed.Publish([await RunRecords.HappenAsync(database, run, 2)]);
        await page.WaitForAssertionAsync(() => Assert.Contains("the database did not answer", page.Markup, StringComparison.Ordinal), Patience);

        contexts.Fails = false;
        feed.Publish([await RunRecords.HappenAsync(database, run, 3)]);
        await page.WaitForAssertionAsync(() => Assert.Equal(["line 1", "line 2", "line 3"], page.FindAll("button.text").Select(l => l.TextContent)), Patience);
    }

    [Fact]
    public async Task A_run_page_shows_the_run_of_its_address_when_that_changes()
    {
        var database = await postgres.CreateDatabaseAsync();
        var feed = new RunFeed();
        var (first, second) = (await RunRecords.AddAsync(database), await RunRecords.AddAsync(database));
        await using var browser = Browser(new Contexts(database), feed);
        var page = browser.Render<RunPage>(p => p.Add(r => r.Id, first));
        await page.WaitForAssertionAsync(() => Assert.Equal(first, page.FindComponent<RunCard>().Instance.Run.Id), Patience);
        page.Render(p => p.Add(r => r.Id, second));
        await page.WaitForAssertionAsync(() => Assert.Equal(second, page.FindComponent<RunCard>().Instance.Run.Id), Patience);

        feed.Publish([await RunRecords.HappenAsync(database, second, 1)]);
        await page.WaitForAssertionAsync(() => Assert.Equal(1, page.FindComponent<RunLog>().Instance.Run.LineCount), Patience);
    }

    private static BunitContext Browser(Contexts contexts, RunFeed feed)
    {
        var browser = new BunitContext();
        browser.JSInterop.Mode = JSRuntimeMode.Loose;
        browser.JSInterop.SetupModule("./js/log.js").Mode = JSRuntimeMode.Loose;
        browser.ComponentFactories.AddStub<RunActions>().AddStub<ReconcilingNotice>().AddStub<PauseButton>();
        browser.Services.AddSingleton(new RunQuery(contexts, TimeProvider.System)).AddSingleton(new RunLines(contexts)).AddSingleton(feed).AddSingleton(TimeProvider.System).AddSingleton(new MinuteTick(TimeProvider.System));
        return browser;
    }

    private sealed class Contexts(TestDatabase database) : IDbContextFactory<RunsContext>
    {
        public bool Fails { get; set; }

        public RunsContext CreateDbContext() => Fails ? throw new NpgsqlException("The database is away.") : RunsDatabase.Open(database.Web);
    }
}
