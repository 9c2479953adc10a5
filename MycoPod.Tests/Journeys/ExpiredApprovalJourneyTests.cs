using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Npgsql;

namespace MycoPod.Tests.Journeys;

/// <summary>What was approved and then waited too long is not carried out, until an Admin approves it again.</summary>
public sealed class ExpiredApprovalJourneyTests(DevInstance instance, Chromium chromium) : JourneyTest(instance, chromium)
{
    [Fact]
    public async Task What_waited_a_day_is_approved_again_and_then_carried_out()
    {
        var name = Unique("late");
        var admin = await SignInAsync("admin");
        await admin.Page.GotoAsync("/runs");
        await admin.Button("Pause").ClickAsync();
        await admin.ConfirmAsync();
        try
        {
            await admin.ApplyAsync($"Create a Debian container named {name}.");
            await admin.ExpectRunAsync("queued");
            await LetADayPassAsync(name);
        }
        finally
        {
            await admin.Page.GotoAsync("/runs");
            await admin.Button("Resume").ClickAsync();
        }

        var run = admin.Page.GetByTestId(new Regex("^run-")).Filter(new() { HasText = name }).First;
        await Assertions.Expect(run).ToContainTextAsync("Expired");
        Assert.DoesNotContain(name, await Instance.Sandbox.ReadCreatedAsync());

        await admin.Page.GotoAsync("/approvals");
        var entry = admin.Page.GetByTestId(new Regex("^pending-")).Filter(new() { HasText = name });
        await Assertions.Expect(entry).ToContainTextAsync("Its approval no longer counts");
        await entry.GetByRole(AriaRole.Button).First.ClickAsync();
        await Assertions.Expect(entry.GetByTestId("comparison")).ToContainTextAsync("still what");
        await Axe.LookAtBothWidthsAsync(admin, "approvals-expired");
        await entry.GetByRole(AriaRole.Link, new() { Name = "History and runs" }).ClickAsync();
        await Assertions.Expect(admin.Text("An Admin can approve it again.")).ToBeVisibleAsync();
        await Axe.LookAtBothWidthsAsync(admin, "declaration-expired");
        await admin.Page.GoBackAsync();
        await entry.GetByRole(AriaRole.Button).First.ClickAsync();
        await entry.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true }).ClickAsync();
        await admin.ConfirmAsync();
        await UntilAsync(async () => (await Instance.Sandbox.FindGuestsAsync(name)).Count == 1, "the container exists");
        await Assertions.Expect(entry).ToHaveCountAsync(0);
    }

    /// <summary>The run may start until a moment ago.</summary>
    private async Task LetADayPassAsync(string name)
    {
        await using var connection = await Instance.OpenDatabaseAsync(Token);
        await using var command = new NpgsqlCommand("UPDATE runs.runs SET start_before = now() - interval '1 second' WHERE title LIKE '%' || $1 || '%'", connection) { Parameters = { new() { Value = name } } };
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Token));
    }
}
