using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace MycoPod.Tests.Journeys;

/// <summary>Where people land, and what leads away from it.</summary>
[Collection(PagesCollection.Name)]
public sealed class DashboardJourneyTests(DevInstance instance, Chromium chromium) : JourneyTest(instance, chromium)
{
    [Fact]
    public async Task An_Admin_sees_the_cluster_and_what_waits_and_what_runs_without_a_reload()
    {
        var name = Unique("shown");
        var admin = await SignInAsync("admin");
        await Assertions.Expect(admin.Page.GetByTestId("cluster-summary").GetByRole(AriaRole.Meter)).ToHaveCountAsync(4);
        await Assertions.Expect(admin.Page.GetByTestId("cluster-summary")).ToContainTextAsync("of 96 GiB");
        await Assertions.Expect(admin.Button("Create New Declaration").Or(admin.Link("Create New Declaration"))).ToBeVisibleAsync();

        var user = await SignInAsync("user");
        await user.PreviewAsync($"Create a Debian container named {name} and start it.");
        await user.Button("Submit for Approval").ClickAsync();
        await Assertions.Expect(user.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("creates a pending approval request");
        await user.ConfirmAsync();
        var waiting = admin.Page.GetByRole(AriaRole.Region, new() { Name = "Pending approvals" });
        await Assertions.Expect(waiting).ToContainTextAsync("for you.");
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = name })).ToContainTextAsync("Pending approval");

        var other = await SignInAsync("admin");
        await other.Link("Pending Approvals").First.ClickAsync();
        var entry = other.Page.GetByTestId(new Regex("^pending-")).Filter(new() { HasText = name });
        await entry.GetByRole(AriaRole.Button).First.ClickAsync();
        await entry.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true }).ClickAsync();
        await other.ConfirmAsync();

        var running = admin.Page.GetByTestId("running-runs").GetByRole(AriaRole.Listitem).Filter(new() { HasText = name });
        await Assertions.Expect(running).ToContainTextAsync("of 2");
        await Assertions.Expect(running).ToHaveCountAsync(0, new() { Timeout = 60_000 });
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = name })).ToContainTextAsync("Applied");
    }

    [Fact]
    public async Task A_User_is_welcomed_and_led_to_a_new_declaration_and_sees_nothing_of_the_cluster()
    {
        var user = await SignInAsync("user");
        await Assertions.Expect(user.Heading("Welcome, user")).ToBeVisibleAsync();
        await Assertions.Expect(user.Page.GetByTestId("cluster-summary")).ToHaveCountAsync(0);
        await Assertions.Expect(user.Link("Pending Approvals")).ToHaveCountAsync(0);
        foreach (var section in (string[])["Dashboard", "New Declaration", "Reconciliation Logs", "Settings"]) await Assertions.Expect(user.Link(section).First).ToBeVisibleAsync();
        await Assertions.Expect(user.Page.GetByText("User", new() { Exact = true })).ToBeVisibleAsync();
        await user.Link("Create New Declaration").ClickAsync();
        await Assertions.Expect(user.Declaration).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_icons_at_the_bottom_lead_to_the_documentation_and_to_the_repository()
    {
        var user = await SignInAsync("user");
        await user.Page.GetByRole(AriaRole.Link, new() { Name = "Documentation", Exact = true }).ClickAsync();
        await Assertions.Expect(user.Heading("MycoPod").First).ToBeVisibleAsync();
        Assert.True(await user.Page.GetByRole(AriaRole.Article).GetByRole(AriaRole.Img).First.EvaluateAsync<bool>("image => image.decode().then(() => image.naturalWidth > 0)"));
        await user.Page.GetByRole(AriaRole.Article).GetByRole(AriaRole.Link, new() { Name = "Approvals" }).ClickAsync();
        await Assertions.Expect(user.Heading("Approvals").First).ToBeVisibleAsync();
        await user.Page.GotoAsync("/docs/no-such-page");
        await Assertions.Expect(user.Heading("There is no such page")).ToBeVisibleAsync();

        var repository = await FollowAsync(user, user.Page.GetByRole(AriaRole.Link, new() { Name = "Declarations repository" }));
        Assert.Contains("Begin the declarations repository", repository, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_commit_id_leads_to_the_commit_in_the_repository()
    {
        var text = $"Create a Debian container named {Unique("linked")}.";
        var user = await SignInAsync("user");
        await user.PreviewAsync(text);
        await user.Button("Submit for Approval").ClickAsync();
        await user.ConfirmAsync();
        var commit = await FollowAsync(user, user.Page.GetByTestId("commit-id"));
        Assert.Contains($"+{text}", commit, StringComparison.Ordinal);
        Assert.Contains("+status: pending-approval", commit, StringComparison.Ordinal);
        await user.Page.GoBackAsync();
        await Assertions.Expect(user.Text("This was committed already.")).ToBeVisibleAsync();
    }

    /// <summary>Opens a link that opens a page of its own, and reads that.</summary>
    private static async Task<string> FollowAsync(Visitor visitor, ILocator link)
    {
        var opened = await visitor.Page.Context.RunAndWaitForPageAsync(() => link.ClickAsync());
        await opened.WaitForLoadStateAsync();
        var text = await opened.Locator("body").InnerTextAsync();
        await opened.CloseAsync();
        return text;
    }
}
