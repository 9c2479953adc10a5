using Microsoft.Playwright;
using Npgsql;

namespace MycoPod.Tests.Journeys;

/// <summary>Pages while the database is slow, and when it cannot answer: they say so, and go on once it can.</summary>
public sealed class DatabaseOutageTests(DevInstance instance, Chromium chromium) : JourneyTest(instance, chromium)
{
    private const string Tables = "web.declarations, web.drafts, runs.runs";

    public static TheoryData<string, string> Pages => new()
    {
        { "/", "dashboard" },
        { "/approvals", "approvals" },
        { "/runs", "logs" },
        { "/declarations/00000000-0000-0000-0000-000000000001", "declaration" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_that_waits_shows_its_outline_and_then_what_it_waited_for(string path, string name)
    {
        var admin = await SignInAsync("admin");
        await Assertions.Expect(admin.Heading("Recent declarations")).ToBeVisibleAsync();
        await using (var owner = await Instance.OpenDatabaseAsync(Token))
        {
            await using var held = await owner.BeginTransactionAsync(Token);
            await RunAsync(owner, $"LOCK TABLE {Tables} IN ACCESS EXCLUSIVE MODE");
            await admin.Page.GotoAsync(path);
            await Assertions.Expect(Outline(admin).First).ToBeVisibleAsync();
            await Axe.LookAtBothWidthsAsync(admin, $"loading-{name}");
        }

        await Assertions.Expect(Outline(admin)).ToHaveCountAsync(0);
        await Assertions.Expect(admin.Text("This could not be loaded")).ToHaveCountAsync(0);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_that_cannot_load_says_so_and_loads_when_asked_again(string path, string name)
    {
        var admin = await SignInAsync("admin");
        await Assertions.Expect(admin.Heading("Recent declarations")).ToBeVisibleAsync();
        await using var owner = await Instance.OpenDatabaseAsync(Token);
        await RunAsync(owner, $"REVOKE SELECT ON {Tables} FROM mycopod_web");
        try
        {
            await admin.Page.GotoAsync(path);
            await Assertions.Expect(admin.Text("This could not be loaded").First).ToBeVisibleAsync();
            await Axe.LookAtBothWidthsAsync(admin, $"failed-{name}");
        }
        finally
        {
            await RunAsync(owner, $"GRANT SELECT ON {Tables} TO mycopod_web");
        }

        await admin.Button("Try again").First.ClickAsync();
        await Assertions.Expect(admin.Text("This could not be loaded")).ToHaveCountAsync(0);
    }

    private static ILocator Outline(Visitor visitor) => visitor.Page.GetByLabel("Loading", new() { Exact = true });

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }
}
