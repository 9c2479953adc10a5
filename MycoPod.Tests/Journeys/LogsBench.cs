using Microsoft.Playwright;
using MycoPod.Core.Runs;
using MycoPod.Tests.Fixtures;
using MycoPod.Tests.Web;
using MycoPod.Tests.Web.Runs;
using MycoPod.Web.Accounts;
using Npgsql;

namespace MycoPod.Tests.Journeys;

/// <summary>Web itself over a database that a test fills, and real browsers in front of it.</summary>
internal sealed class LogsBench(WebBench web, Chromium chromium) : IAsyncDisposable
{
    private readonly List<Visitor> visitors = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public TestDatabase Database => web.Database;

    public static async Task<LogsBench> OpenAsync(PostgresServer postgres, Chromium chromium)
    {
        var web = await WebBench.CreateAsync(postgres);
        await web.AddPersonAsync("ben", Roles.User);
        await web.AddPersonAsync("ada", Roles.Admin);
        await web.App.StartAsync(Token);
        return new(web, chromium);
    }

    /// <summary>Someone signs in, in a browser session of their own, and goes to a page.</summary>
    public async Task<Visitor> VisitAsync(string path, string name = "ben", int width = 1280, string zone = "Europe/Berlin")
    {
        var context = await chromium.OpenAsync(web.Url, width, zone: zone);
        context.SetDefaultTimeout(20_000);
        var visitor = new Visitor(await context.NewPageAsync());
        visitors.Add(visitor);
        await visitor.SignInAsync(name, "correct horse battery");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Main)).ToBeVisibleAsync();
        await visitor.Page.GotoAsync(path);
        return visitor;
    }

    /// <summary>Three runs: First at 14:05 in Berlin on web-1, Second at 18:00 and Third a day later on pve2.</summary>
    public async Task AddRunsAsync()
    {
        var first = await RunRecords.AddAsync(Database, "First", RunStatus.Succeeded, at: RunRecords.Begin);
        await RunRecords.AddStepAsync(Database, first, 1, "web-1", "pve1");
        var second = await RunRecords.AddAsync(Database, "Second", RunStatus.Errored, at: RunRecords.Begin.AddHours(3).AddMinutes(54), minutes: 10);
        await RunRecords.AddStepAsync(Database, second, 1, "db-1", "pve2", StepStatus.Failed);
        var third = await RunRecords.AddAsync(Database, "Third", RunStatus.Succeeded, at: RunRecords.Begin.AddHours(27).AddMinutes(54), minutes: 10);
        await RunRecords.AddStepAsync(Database, third, 1, "db-2", "pve2");
    }

    /// <summary>A run of two steps and 3,000 lines.</summary>
    /// <returns>The run and the second exchange of its second step.</returns>
    public async Task<(Guid Run, long Exchange)> AddLongRunAsync(RunStatus status)
    {
        var run = await RunRecords.AddAsync(Database, "Long", status, at: RunRecords.Begin);
        await RunRecords.AddStepAsync(Database, run, 1);
        await RunRecords.AddStepAsync(Database, run, 2, status: status == RunStatus.Errored ? StepStatus.Failed : StepStatus.Succeeded);
        await RunRecords.AddExchangeAsync(Database, run, 1, "/one");
        await RunRecords.AddExchangeAsync(Database, run, 2, "/two");
        var exchange = await RunRecords.AddExchangeAsync(Database, run, 2, "/two/second");
        await RunRecords.FillAsync(Database, run, 3000, step: 2);
        return (run, exchange);
    }

    /// <summary>Until it is disposed, whoever reads runs waits.</summary>
    public async Task<IAsyncDisposable> HoldRunsAsync()
    {
        var connection = new NpgsqlConnection($"{Database.Owner};Pooling=false");
        await connection.OpenAsync(Token);
        await using var hold = new NpgsqlCommand("BEGIN; LOCK TABLE runs.runs IN ACCESS EXCLUSIVE MODE", connection);
        await hold.ExecuteNonQueryAsync(Token);
        return connection;
    }

    public async Task AsOwnerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Database.Owner);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        var hasFailed = TestContext.Current.TestState?.Result == TestResult.Failed;
        foreach (var (index, visitor) in visitors.Index())
        {
            if (hasFailed) await visitor.ShootAsync($"failures/{TestContext.Current.TestMethod?.MethodName}-{index}");
            await visitor.Page.Context.DisposeAsync();
        }

        await web.DisposeAsync();
    }
}
