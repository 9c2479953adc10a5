using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace MycoPod.Tests.Journeys;

/// <summary>The yellow badge: while a run tries again, and on what is ready but cannot be read.</summary>
public sealed class WarningJourneyTests(DevInstance instance, Chromium chromium) : JourneyTest(instance, chromium)
{
    [Fact]
    public async Task A_run_that_tries_again_says_why_and_then_ends_with_the_reason()
    {
        var name = Unique("far");
        var admin = await SignInAsync("admin");
        await admin.PreviewAsync($"Create a Debian container named {name}.");
        await Instance.Sandbox.SetFaultAsync("""{"method":"POST","path":"/nodes/{node}/lxc","kind":"status","status":595,"message":"No route to host","times":4}""");
        await admin.CommitAsync();
        await admin.Link("View Status").ClickAsync();
        var badge = admin.Page.GetByTestId("run-warning").First;
        await Assertions.Expect(badge).ToHaveAttributeAsync("title", new Regex("No route to host"), new() { Timeout = 30_000 });
        await Assertions.Expect(admin.Page.GetByTestId("step-1")).ToContainTextAsync("retrying");
        await Axe.LookAtBothWidthsAsync(admin, "run-warning");
        await admin.ExpectRunAsync("errored");
        await Assertions.Expect(badge).ToHaveCountAsync(0);
        await Assertions.Expect(admin.Page.GetByTestId("run-reason")).ToContainTextAsync("No route to host");
        Assert.DoesNotContain(name, await Instance.Sandbox.ReadCreatedAsync());

        // An Admin need not ask anybody.
        await Assertions.Expect(admin.Button("Preview again")).ToBeVisibleAsync();
        await admin.Button("Retry").ClickAsync();
        await admin.ExpectRunAsync("succeeded");
        await Assertions.Expect(admin.Button("Preview again")).ToHaveCountAsync(0);

        // What was applied can be begun anew.
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "Declaration", Exact = true }).ClickAsync();
        await admin.Button("Preview again").ClickAsync();
        await Assertions.Expect(admin.Declaration).ToHaveValueAsync($"Create a Debian container named {name}.");
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Link, new() { Name = "New Declaration" })).ToHaveClassAsync(new Regex("active"));
        await admin.Button("Cancel").ClickAsync();
        await Assertions.Expect(admin.Title("Dashboard")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_is_ready_while_the_repository_cannot_be_read_shows_it_and_begins_once_it_can()
    {
        var name = Unique("unread");
        var admin = await SignInAsync("admin");
        await admin.PreviewAsync($"Create a Debian container named {name}.");
        var repository = Directory.GetDirectories(Path.Combine(Instance.Home, "git"), "*.git").Single();
        await Instance.SignalAsync("agent", "STOP");
        try
        {
            await admin.CommitAsync();
            Directory.Move(repository, $"{repository}.away");
        }
        finally
        {
            await Instance.SignalAsync("agent", "CONT");
        }

        try
        {
            await admin.Link("View Status").ClickAsync();
            await Assertions.Expect(admin.Page.GetByTestId("declaration-warning").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
            await Axe.LookAtBothWidthsAsync(admin, "declaration-warning");
        }
        finally
        {
            Directory.Move($"{repository}.away", repository);
        }

        await admin.ExpectRunAsync("succeeded", seconds: 90);
    }
}
