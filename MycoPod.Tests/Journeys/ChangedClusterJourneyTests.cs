using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace MycoPod.Tests.Journeys;

/// <summary>The cluster moves on between preview and approval.</summary>
public sealed class ChangedClusterJourneyTests(DevInstance instance, Chromium chromium) : JourneyTest(instance, chromium)
{
    [Fact]
    public async Task Whoever_opens_a_plan_for_approval_sees_what_changed_since_its_preview()
    {
        var name = Unique("taken");
        var user = await SignInAsync("user");
        await user.PreviewAsync($"Create a Debian container named {name}.");
        await user.Button("Submit for Approval").ClickAsync();
        await user.ConfirmAsync();
        await Assertions.Expect(user.Page.GetByTestId("commit-id")).ToBeVisibleAsync();

        var admin = await SignInAsync("admin");
        await admin.Link("Pending Approvals").First.ClickAsync();
        var entry = admin.Page.GetByTestId(new Regex("^pending-")).Filter(new() { HasText = name });
        await entry.GetByRole(AriaRole.Button).First.ClickAsync();
        await Assertions.Expect(entry.GetByTestId("comparison")).ToContainTextAsync("still what this plan was made on");

        await Instance.Sandbox.CreateAsync("pve2", 7301, name);
        await UntilAsync(
            async () =>
            {
                // A new guest stands in the node's list of resources after its next status round.
                foreach (var state in (string[])["false", "true"])
                {
                    await entry.GetByRole(AriaRole.Button).First.ClickAsync();
                    await Assertions.Expect(entry.GetByRole(AriaRole.Button).First).ToHaveAttributeAsync("aria-expanded", state);
                }

                await Assertions.Expect(entry.GetByTestId("comparison")).Not.ToContainTextAsync("Looking");
                return (await entry.GetByTestId("comparison").InnerTextAsync()).Contains("has changed", StringComparison.Ordinal);
            },
            "the change is seen");
        await Assertions.Expect(entry.GetByTestId("comparison")).ToContainTextAsync(new Regex($@"Step 1: A guest named {name} exists .*container 7301 on pve2"));
        await admin.ShootAsync("approvals-changed-1280");

        await user.Button("View Status").ClickAsync();
        await user.Button("Withdraw").ClickAsync();
        await user.ConfirmAsync();
        await Assertions.Expect(admin.Text($"“Create a Debian container named {name}” was open here")).ToBeVisibleAsync();
        await Assertions.Expect(entry).ToHaveCountAsync(0);
    }
}
