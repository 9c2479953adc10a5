using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace MycoPod.Tests.Journeys;

/// <summary>
/// Every page in every state, at 1280 and 390 pixels: axe finds nothing, nothing is wider than the window, and a picture goes to
/// <c>artifacts/screenshots</c> for people to look at. README and docs take theirs from there. The logs have tests of their own.
/// </summary>
[Collection(PagesCollection.Name)]
public sealed class EveryPageTests(DevInstance instance, Chromium chromium) : JourneyTest(instance, chromium)
{
    [Fact]
    public async Task Before_signing_in()
    {
        var stranger = await OpenAsync();
        await stranger.Page.GotoAsync("/");
        await Axe.LookAtBothWidthsAsync(stranger, "login");
        await stranger.SignInAsync(Unique("nobody"), "wrong");
        await Assertions.Expect(stranger.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Axe.LookAtBothWidthsAsync(stranger, "login-refused");
        await stranger.Link("Forgot your password?").ClickAsync();
        await Assertions.Expect(stranger.Title("Forgot your password?")).ToBeVisibleAsync();
        await Axe.LookAtBothWidthsAsync(stranger, "forgot");
    }

    [Fact]
    public async Task What_a_User_sees()
    {
        var name = Unique("cache");
        var user = await SignInAsync("user");
        await Assertions.Expect(user.Heading("Welcome, user")).ToBeVisibleAsync();
        await Axe.LookAtBothWidthsAsync(user, "dashboard-user");
        await user.Page.GotoAsync("/declarations/new");
        await Assertions.Expect(user.Heading("Or begin with an example")).ToBeVisibleAsync();
        await Axe.LookAtBothWidthsAsync(user, "new");

        await user.Declaration.FillAsync("Reticulate the splines of web-1.");
        await user.Button("Preview").ClickAsync();
        await Assertions.Expect(user.Text("I did not understand")).ToBeVisibleAsync();
        await Axe.LookAtBothWidthsAsync(user, "not-understood");
        await user.Declaration.FillAsync($"Run an Alpine container called {name} with 1 core and 512 MB of RAM.");
        await user.Button("Preview again").ClickAsync();
        await Assertions.Expect(user.Page.GetByTestId("plan")).ToBeVisibleAsync();
        await Axe.LookAtBothWidthsAsync(user, "plan-user");
        await user.Button("Submit for Approval").ClickAsync();
        await Assertions.Expect(user.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await Axe.LookAtBothWidthsAsync(user, "confirm");
        await user.Button("Keep editing").ClickAsync();
        await Assertions.Expect(user.Button("Submit for Approval")).ToBeFocusedAsync();
        await user.Declaration.PressSequentiallyAsync(" ");
        await Assertions.Expect(user.Text("The text has changed. Preview again.")).ToBeVisibleAsync();
        await Axe.LookAtBothWidthsAsync(user, "stale");
        await user.Button("Preview again").ClickAsync();
        await user.Button("Submit for Approval").ClickAsync();
        await user.ConfirmAsync();
        await Assertions.Expect(user.Page.GetByTestId("commit-id")).ToBeVisibleAsync();
        await Axe.LookAtBothWidthsAsync(user, "submitted");
        await user.Button("View Status").ClickAsync();
        await Assertions.Expect(user.Button("Withdraw")).ToBeVisibleAsync();
        await Axe.LookAtBothWidthsAsync(user, "declaration");
    }

    [Fact]
    public async Task What_an_Admin_decides()
    {
        var name = Unique("wiki");
        var (user, admin) = (await SignInAsync("user"), await SignInAsync("admin"));
        await user.PreviewAsync($"Create a Debian container named {name}.");
        await user.Button("Submit for Approval").ClickAsync();
        await user.ConfirmAsync();
        await Assertions.Expect(user.Page.GetByTestId("commit-id")).ToBeVisibleAsync();
        await admin.Page.GotoAsync("/approvals");
        var entry = admin.Page.GetByTestId(new Regex("^pending-")).Filter(new() { HasText = name });
        await Axe.LookAtBothWidthsAsync(admin, "approvals-folded");
        await entry.GetByRole(AriaRole.Button).First.ClickAsync();
        await Assertions.Expect(entry.GetByTestId("comparison")).ToContainTextAsync("still what");
        await Axe.LookAtBothWidthsAsync(admin, "approvals");
        await entry.GetByRole(AriaRole.Button, new() { Name = "Reject", Exact = true }).ClickAsync();
        await Assertions.Expect(entry.GetByLabel("Explain the needed edits")).ToBeVisibleAsync();
        await Axe.LookAtBothWidthsAsync(admin, "reject");
        await entry.GetByLabel("Explain the needed edits").FillAsync("Which node?");
        await entry.GetByRole(AriaRole.Button, new() { Name = "Reject", Exact = true }).ClickAsync();
        await Assertions.Expect(entry).ToContainTextAsync("rejected by you");
        await Axe.LookAtBothWidthsAsync(admin, "rejected");

        await user.Page.GotoAsync("/");
        await Assertions.Expect(user.Page.GetByTestId(new Regex("^rejected-")).Filter(new() { HasText = name })).ToBeVisibleAsync();
        await Axe.LookAtBothWidthsAsync(user, "my-drafts");
        await user.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Notifications") }).ClickAsync();
        await Assertions.Expect(user.Page.GetByTestId("notifications")).ToContainTextAsync("Which node?");
        await Axe.LookAtBothWidthsAsync(user, "notifications");
    }

    [Fact]
    public async Task What_an_Admin_applies()
    {
        var (one, two) = (Unique("web"), Unique("app"));
        var admin = await SignInAsync("admin");
        await admin.PreviewAsync($"Create two Debian containers named {one} and {two} with 2 cores and 2 GB of memory each, and start them.");
        await Axe.LookAtBothWidthsAsync(admin, "plan");
        await admin.CommitAsync();
        await Axe.LookAtBothWidthsAsync(admin, "committed");
        await admin.Link("View Status").ClickAsync();
        await admin.ExpectStepAsync(2, "succeeded");
        await Axe.LookAtBothWidthsAsync(admin, "run-live");
        await admin.ExpectRunAsync("succeeded");
        await admin.Step(1).GetByRole(AriaRole.Button).First.ClickAsync();
        await Assertions.Expect(admin.Page.GetByTestId("exchange").First).ToContainTextAsync($"hostname={one}");
        await Axe.LookAtBothWidthsAsync(admin, "run");
        await admin.Page.GotoAsync("/");
        await Assertions.Expect(admin.Heading("Recent declarations")).ToBeVisibleAsync();
        await Axe.LookAtBothWidthsAsync(admin, "dashboard");
    }

    [Theory]
    [InlineData("admin", "/docs", "docs")]
    [InlineData("admin", "/docs/built-in-planner", "docs-planner")]
    [InlineData("admin", "/settings", "settings")]
    [InlineData("admin", "/settings/configuration", "settings-configuration")]
    [InlineData("admin", "/settings/audit", "settings-audit")]
    [InlineData("admin", "/no/such/page", "not-found")]
    [InlineData("admin", "/runs/00000000-0000-0000-0000-000000000000", "no-such-run")]
    [InlineData("admin", "/declarations/00000000-0000-0000-0000-000000000000", "no-such-declaration")]
    [InlineData("admin", "/declarations/draft/00000000-0000-0000-0000-000000000000", "no-such-draft")]
    [InlineData("user", "/approvals", "not-allowed")]
    public async Task A_page_by_its_address(string who, string path, string name)
    {
        var visitor = await SignInAsync(who);
        await Assertions.Expect(visitor.Page.GetByTestId("agent-state")).ToBeVisibleAsync();
        await visitor.Page.GotoAsync(path);
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await Axe.LookAtBothWidthsAsync(visitor, name);
    }

    [Fact]
    public async Task The_menu_of_a_narrow_window()
    {
        var admin = await SignInAsync("admin", 360);
        await Assertions.Expect(admin.Button("Menu")).ToHaveAttributeAsync("aria-expanded", "false");
        await admin.Button("Menu").ClickAsync();
        await Assertions.Expect(admin.Link("Settings").First).ToBeInViewportAsync();
        await Axe.LookAsync(admin, "menu-360");
        await admin.Link("Settings").First.ClickAsync();
        await Assertions.Expect(admin.Heading("Settings")).ToBeVisibleAsync();
        await Axe.LookAsync(admin, "settings-360");
    }
}
