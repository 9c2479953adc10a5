using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace MycoPod.Tests.Journeys;

/// <summary>What cannot be undone is listed, and has to be typed, by whoever lets it happen.</summary>
public sealed class DestructionJourneyTests(DevInstance instance, Chromium chromium) : JourneyTest(instance, chromium)
{
    [Fact]
    public async Task An_Admin_types_the_name_of_the_guest_before_it_is_deleted()
    {
        var name = Unique("doomed");
        var admin = await SignInAsync("admin");
        await admin.ApplyAsync($"Create an Alpine container named {name} and start it.");
        await admin.ExpectRunAsync("succeeded");

        await UntilPlannedAsync(admin, $"Delete the container {name}.");
        await Assertions.Expect(admin.PlanSteps).ToHaveCountAsync(2);
        await Assertions.Expect(admin.Page.GetByTestId("plan-step-2")).ToContainTextAsync("destroy");
        await Axe.LookAtBothWidthsAsync(admin, "plan-destroys");
        await admin.Button("Commit and Apply").ClickAsync();
        var dialog = admin.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.GetByTestId("destroyed")).ToContainTextAsync($"container {name} (");
        await Assertions.Expect(admin.Button("Confirm")).ToBeDisabledAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Textbox)).ToBeFocusedAsync();
        await dialog.GetByLabel($"To confirm, type “{name}”").FillAsync(name[..^1]);
        await Assertions.Expect(admin.Button("Confirm")).ToBeDisabledAsync();
        await Axe.LookAtBothWidthsAsync(admin, "confirm-destroys");
        Assert.Single(await Instance.Sandbox.FindGuestsAsync(name));
        await dialog.GetByRole(AriaRole.Textbox).FillAsync(name);
        await admin.Page.Keyboard.PressAsync("Enter");
        await admin.Link("View Status").ClickAsync();
        await admin.ExpectRunAsync("succeeded");
        Assert.Empty(await Instance.Sandbox.FindGuestsAsync(name));
    }

    [Fact]
    public async Task Approving_several_deletions_needs_their_number_typed()
    {
        var (one, two) = (Unique("gone"), Unique("away"));
        var admin = await SignInAsync("admin");
        await admin.ApplyAsync($"Create two Alpine containers named {one} and {two}.");
        await admin.ExpectRunAsync("succeeded");
        var user = await SignInAsync("user");
        await UntilPlannedAsync(user, $"Delete {one} and {two}.");
        await user.Button("Submit for Approval").ClickAsync();
        await user.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Textbox).FillAsync("delete 2 guests");
        await user.ConfirmAsync();
        await Assertions.Expect(user.Page.GetByTestId("commit-id")).ToBeVisibleAsync();

        await admin.Link("Pending Approvals").First.ClickAsync();
        var entry = admin.Page.GetByTestId(new Regex("^pending-")).Filter(new() { HasText = two });
        await entry.GetByRole(AriaRole.Button).First.ClickAsync();
        await entry.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true }).ClickAsync();
        var dialog = admin.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
        await Assertions.Expect(admin.Button("Confirm")).ToBeDisabledAsync();
        await dialog.GetByRole(AriaRole.Textbox).FillAsync("delete 2 guests");
        await admin.ConfirmAsync();
        await UntilAsync(async () => (await Instance.Sandbox.FindGuestsAsync(one)).Count + (await Instance.Sandbox.FindGuestsAsync(two)).Count == 0, "both are gone");
    }

    /// <summary>A guest that was just made has no name in the list of resources until its node's next status round.</summary>
    private static async Task UntilPlannedAsync(Visitor visitor, string declaration)
    {
        await visitor.WriteAsync(declaration);
        await UntilAsync(
            async () =>
            {
                await visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Preview") }).ClickAsync();
                await Assertions.Expect(visitor.Text("Planned in").Or(visitor.Text("cannot be planned yet")).First).ToBeVisibleAsync();
                return await visitor.Page.GetByTestId("plan").IsVisibleAsync();
            },
            "the guest is known by its name");
    }
}
