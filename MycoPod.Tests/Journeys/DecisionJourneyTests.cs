using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace MycoPod.Tests.Journeys;

/// <summary>What people decide about a declaration, with the author's and the Admin's browser open at the same time.</summary>
public sealed class DecisionJourneyTests(DevInstance instance, Chromium chromium) : JourneyTest(instance, chromium)
{
    private const string Comment = "Two cores are too many for this one. Please ask for one.";

    [Fact]
    public async Task A_rejected_declaration_comes_back_with_the_comment_is_edited_submitted_again_and_runs()
    {
        var name = Unique("blog");
        var user = await SignInAsync("user");
        var admin = await SignInAsync("admin");
        await SubmitAsync(user, $"Create an Alpine container named {name} with 2 cores and 512 MB of memory.");
        await user.Link("Dashboard").First.ClickAsync();
        await Assertions.Expect(user.Heading("Welcome, user")).ToBeVisibleAsync();

        // Told without a reload, in the header's bell and for a moment in the page.
        await Assertions.Expect(admin.Page.GetByTestId("unread-count")).ToBeVisibleAsync();
        await admin.Link("Pending Approvals").First.ClickAsync();
        var entry = Entry(admin, name);
        await entry.GetByRole(AriaRole.Button).First.ClickAsync();
        await entry.GetByRole(AriaRole.Button, new() { Name = "Reject", Exact = true }).ClickAsync();
        await Assertions.Expect(entry.GetByLabel("Explain the needed edits")).ToBeFocusedAsync();
        await entry.GetByLabel("Explain the needed edits").FillAsync(Comment);
        await admin.ShootAsync("reject-1280");
        await entry.GetByRole(AriaRole.Button, new() { Name = "Reject", Exact = true }).ClickAsync();

        // The author's dashboard was open all along.
        await Assertions.Expect(user.Page.Locator(".mud-snackbar").Filter(new() { HasText = Comment })).ToBeVisibleAsync();
        await Assertions.Expect(entry).ToContainTextAsync("rejected by you");
        await Assertions.Expect(entry).ToContainTextAsync(Comment);
        await Assertions.Expect(entry).ToHaveCSSAsync("border-color", "rgb(179, 38, 30)");
        await admin.ShootAsync("rejected-1280");
        var mine = user.Page.GetByTestId(new Regex("^rejected-")).Filter(new() { HasText = name });
        await Assertions.Expect(mine).ToContainTextAsync(Comment);
        await user.ShootAsync("my-drafts-1280");
        await mine.GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();
        await Assertions.Expect(user.Title("Edit Declaration")).ToBeVisibleAsync();
        await Assertions.Expect(user.Page.GetByTestId("rejection")).ToContainTextAsync(Comment);
        await Assertions.Expect(user.Declaration).ToHaveValueAsync(new Regex($"named {name} with 2 cores"));
        await user.PreviewHereAsync($"Create an Alpine container named {name} with 1 core and 512 MB of memory.");
        await user.ShootAsync("edit-1280");
        await user.Button("Submit for Approval").ClickAsync();
        await user.ConfirmAsync();
        await Assertions.Expect(user.Page.GetByText("awaiting Admin approval")).ToBeVisibleAsync();

        await Assertions.Expect(entry.GetByText("Pending approval")).ToBeVisibleAsync();
        await Assertions.Expect(entry).Not.ToContainTextAsync(Comment);
        await entry.GetByRole(AriaRole.Button).First.ClickAsync();
        await Assertions.Expect(entry).ToContainTextAsync("cores=1");
        await entry.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true }).ClickAsync();
        await admin.ConfirmAsync();
        await UntilAsync(async () => (await Instance.Sandbox.FindGuestsAsync(name)).Count == 1, "the container exists");

        await user.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Notifications") }).ClickAsync();
        var told = user.Page.GetByTestId("notifications");
        await Assertions.Expect(told.GetByRole(AriaRole.Button, new() { NameRegex = new($"admin rejected .*{name}") })).ToBeVisibleAsync();
        await Assertions.Expect(told.GetByRole(AriaRole.Button, new() { NameRegex = new($"admin approved .*{name}") })).ToBeVisibleAsync();
        await Assertions.Expect(told.GetByRole(AriaRole.Button, new() { NameRegex = new($"{name}.* is applied") })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await user.ShootAsync("notifications-1280", fullPage: false);
        await user.Button("Mark all as read").ClickAsync();
        await Assertions.Expect(user.Page.GetByTestId("unread-count")).ToHaveCountAsync(0);
        await told.GetByRole(AriaRole.Button, new() { NameRegex = new($"{name}.* is applied") }).ClickAsync();
        await user.ExpectRunAsync("succeeded");
        await ExpectHistoryAsync(user, name);
    }

    [Fact]
    public async Task An_example_fills_the_text_and_is_understood()
    {
        var user = await SignInAsync("user", 390);
        await user.Page.GotoAsync("/declarations/new");
        await Assertions.Expect(user.Heading("Or begin with an example")).ToBeVisibleAsync();
        await user.ShootAsync("examples-390");
        await user.Button(MycoPod.Web.Declarations.Examples.Sentences[1]).ClickAsync();
        await Assertions.Expect(user.Declaration).ToHaveValueAsync(MycoPod.Web.Declarations.Examples.Sentences[1]);
        await Assertions.Expect(user.Heading("Or begin with an example")).ToHaveCountAsync(0);
        await user.Button("Preview").ClickAsync();
        await Assertions.Expect(user.PlanSteps).ToHaveCountAsync(4);
    }

    [Fact]
    public async Task A_User_withdraws_edits_cancels_and_discards_and_is_told_of_it_after_the_next_sign_in()
    {
        var name = Unique("wiki");
        var user = await SignInAsync("user", 390);
        var admin = await SignInAsync("admin", 390);
        await user.Page.GotoAsync("/declarations/new");
        await SubmitHereAsync(user, $"Create an Alpine container named {name}.");
        await user.Page.GetByText("View Status").ClickAsync();
        await user.Button("Withdraw").ClickAsync();
        await user.ConfirmAsync();
        await Assertions.Expect(user.Page.GetByText("Withdrawn", new() { Exact = true })).ToBeVisibleAsync();
        await user.ShootAsync("withdrawn-390");

        await user.Button("Edit").ClickAsync();
        await user.PreviewHereAsync($"Create a Debian container named {name}.");
        await user.Button("Cancel").ClickAsync();
        await Assertions.Expect(user.Title("Dashboard")).ToBeVisibleAsync();

        // It is a draft of theirs again: discarded, brought back, opened.
        var draft = user.Page.GetByTestId(new Regex("^draft-")).Filter(new() { HasText = name });
        await Axe.LookAsync(user, "draft-withdrawn-390");
        await draft.GetByRole(AriaRole.Button, new() { NameRegex = new("^Discard") }).ClickAsync();
        await Assertions.Expect(draft).ToHaveCountAsync(0);
        await user.Button("Undo").ClickAsync();
        await draft.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(user.Declaration).ToHaveValueAsync($"Create an Alpine container named {name}.");
        await user.Button("Preview again").ClickAsync();
        await user.Button("Submit for Approval").ClickAsync();
        await user.ConfirmAsync();
        await Assertions.Expect(user.Page.GetByTestId("commit-id")).ToBeVisibleAsync();
        await user.Page.GotoAsync("about:blank");

        await admin.Page.GotoAsync("/approvals");
        var entry = Entry(admin, name);
        await entry.GetByRole(AriaRole.Button).First.ClickAsync();
        await entry.GetByRole(AriaRole.Button, new() { Name = "Reject", Exact = true }).ClickAsync();
        await Assertions.Expect(entry.GetByLabel("Explain the needed edits")).ToBeFocusedAsync();
        await entry.GetByRole(AriaRole.Button, new() { Name = "Reject", Exact = true }).ClickAsync();
        await Assertions.Expect(entry.GetByRole(AriaRole.Alert)).ToContainTextAsync("Explain the needed edits, so that");
        await Assertions.Expect(entry.GetByLabel("Explain the needed edits")).ToBeFocusedAsync();
        await Axe.LookAsync(admin, "reject-empty-390");
        await entry.GetByLabel("Explain the needed edits").FillAsync("We have one already.");
        await entry.GetByRole(AriaRole.Button, new() { Name = "Reject", Exact = true }).ClickAsync();
        await Assertions.Expect(entry).ToContainTextAsync("rejected by you");
        await admin.ShootAsync("rejected-390");

        var later = await SignInAsync("user", 390);
        await Assertions.Expect(later.Page.GetByTestId("unread-count")).ToBeVisibleAsync();
        await later.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Notifications") }).ClickAsync();
        await Assertions.Expect(later.Page.GetByTestId("notifications")).ToContainTextAsync("We have one already.");
        await later.ShootAsync("notifications-390", fullPage: false);
        await later.Page.Keyboard.PressAsync("Escape");
        var mine = later.Page.GetByTestId(new Regex("^rejected-")).Filter(new() { HasText = name });
        await later.ShootAsync("my-drafts-390");
        await mine.GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();
        await later.ConfirmAsync();
        await Assertions.Expect(mine).ToHaveCountAsync(0);
        await Assertions.Expect(entry).ToHaveCountAsync(0);
        Assert.Empty(await Instance.Sandbox.FindGuestsAsync(name));
    }

    [Fact]
    public async Task A_User_finds_no_way_to_decide()
    {
        var name = Unique("mail");
        var user = await SignInAsync("user");
        await SubmitAsync(user, $"Create an Alpine container named {name}.");
        await user.Page.GetByText("View Status").ClickAsync();
        await Assertions.Expect(user.Button("Withdraw")).ToBeVisibleAsync();
        await Assertions.Expect(user.Button("Approve")).ToHaveCountAsync(0);
        await Assertions.Expect(user.Button("Reject")).ToHaveCountAsync(0);
        await Assertions.Expect(user.Page.GetByTestId("history")).ToContainTextAsync("submitted by user");
        await user.ShootAsync("declaration-1280");
        await user.Page.GotoAsync("/approvals");
        await Assertions.Expect(user.Page.GetByTestId(new Regex("^pending-[0-9a-f]{8}-"))).ToHaveCountAsync(0);
        await Assertions.Expect(user.Heading("Pending Approvals")).ToHaveCountAsync(0);
        await Assertions.Expect(user.Button("Reject")).ToHaveCountAsync(0);
    }

    private static async Task ExpectHistoryAsync(Visitor user, string name)
    {
        // The run's page, which is open, links to its declaration by the same name.
        await user.Link("Dashboard").First.ClickAsync();
        await Assertions.Expect(user.Heading("Welcome, user")).ToBeVisibleAsync();
        await user.Link(name).First.ClickAsync();
        await Assertions.Expect(user.Page.GetByTestId("history-entry")).ToHaveCountAsync(4);
        await user.Button("Show changes to the text").ClickAsync();
        await Assertions.Expect(user.Page.GetByTestId("text-diff").Locator("del").First).ToBeVisibleAsync();
        await user.ShootAsync("history-1280");
    }

    private static ILocator Entry(Visitor admin, string name) => admin.Page.GetByTestId(new Regex("^pending-[0-9a-f]{8}-")).Filter(new() { HasText = name });

    private static async Task SubmitAsync(Visitor user, string text)
    {
        await user.Link("New Declaration").First.ClickAsync();
        await SubmitHereAsync(user, text);
    }

    private static async Task SubmitHereAsync(Visitor user, string text)
    {
        await user.PreviewHereAsync(text);
        await user.Button("Submit for Approval").ClickAsync();
        await user.ConfirmAsync();
        await Assertions.Expect(user.Page.GetByTestId("commit-id")).ToBeVisibleAsync();
    }
}
