using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace MycoPod.Tests.Journeys;

/// <summary>The main job, end to end: a sentence becomes running guests.</summary>
public sealed class MainJourneyTests(DevInstance instance, Chromium chromium) : JourneyTest(instance, chromium)
{
    [Fact]
    public async Task An_Admin_writes_a_sentence_and_two_containers_run()
    {
        var (one, two) = (Unique("web-a"), Unique("web-b"));
        var admin = await SignInAsync("admin");
        await Assertions.Expect(admin.Title("Dashboard")).ToBeVisibleAsync();
        await admin.PreviewAsync($"Create two Debian containers named {one} and {two} with 2 cores and 2 GB of memory each, and start them.");
        await Assertions.Expect(admin.PlanSteps).ToHaveCountAsync(4);
        await Assertions.Expect(admin.PlanSteps.First).ToContainTextAsync($"Create container {one}");
        await Assertions.Expect(admin.PlanSteps.First).ToContainTextAsync($"vmid={{id of {one}}} hostname={one}");
        await Assertions.Expect(admin.PlanSteps.Last).ToContainTextAsync("/status/start");
        await admin.ShootAsync("plan-1280");

        await admin.CommitAsync();
        await Assertions.Expect(admin.Title("Pending Approvals")).ToBeVisibleAsync();
        var commit = await admin.Page.GetByTestId("commit-id").First.InnerTextAsync();
        await admin.Link("View Status").ClickAsync();
        await admin.ExpectStepAsync(1, "succeeded");
        await admin.ExpectRunAsync("succeeded");
        await admin.ExpectStepAsync(4, "succeeded");

        await admin.Step(1).ClickAsync();
        await Assertions.Expect(admin.Page.GetByText($"hostname={one}").First).ToBeVisibleAsync();
        await Assertions.Expect(admin.Page.GetByText("UPID:pve").First).ToBeVisibleAsync();
        await admin.ShootAsync("run-1280");

        Assert.Equal("running", Assert.Single(await Instance.Sandbox.FindGuestsAsync(one)).Status);
        Assert.Equal("running", Assert.Single(await Instance.Sandbox.FindGuestsAsync(two)).Status);
        using var clone = await Instance.CloneAsync();
        var files = await clone.GitAsync("show", "--name-only", "--format=%H", "HEAD");
        Assert.StartsWith(commit.Trim()[..7], files, StringComparison.Ordinal);
        Assert.All((string[])["declaration.md", "plan.json", "plan.md", "approval.json"], name => Assert.Contains($"/{name}", files, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_User_submits_an_Admin_approves_and_it_runs()
    {
        var name = Unique("cache");
        var user = await SignInAsync("user");
        var admin = await SignInAsync("admin");
        await admin.Link("Pending Approvals").First.ClickAsync();
        await Assertions.Expect(admin.Title("Pending Approvals")).ToBeVisibleAsync();

        await Assertions.Expect(user.Link("Pending Approvals")).ToHaveCountAsync(0);
        await user.PreviewAsync($"I need an Alpine container called {name} with one core and 512 MB of RAM.");
        await Assertions.Expect(user.Button("Commit and Apply")).ToHaveCountAsync(0);
        await user.Button("Submit for Approval").ClickAsync();
        await user.ConfirmAsync();
        await Assertions.Expect(user.Page.GetByTestId("commit-id")).ToBeVisibleAsync();
        await Assertions.Expect(user.Page.GetByText("awaiting Admin approval")).ToBeVisibleAsync();
        await user.ShootAsync("submitted-1280");
        await user.Page.GetByText("View Status").ClickAsync();

        // The Admin's page is open already and shows it without a reload.
        var entry = admin.Page.GetByTestId(new Regex("^pending-")).Filter(new() { HasText = name });
        await Assertions.Expect(entry).ToBeVisibleAsync();
        await entry.GetByRole(AriaRole.Button).First.ClickAsync();
        await Assertions.Expect(entry).ToContainTextAsync($"hostname={name}");
        await admin.ShootAsync("approvals-1280");
        Assert.Empty(await Instance.Sandbox.FindGuestsAsync(name));
        await entry.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true }).ClickAsync();
        await admin.ConfirmAsync();

        await UntilAsync(async () => (await Instance.Sandbox.FindGuestsAsync(name)).Count == 1, "the container exists");
        await user.Link("Reconciliation Logs").First.ClickAsync();
        await user.Page.GetByRole(AriaRole.Link, new() { NameRegex = new(name) }).Or(user.Page.GetByText(name).First).First.ClickAsync();
        await user.ExpectRunAsync("succeeded");
    }
}
