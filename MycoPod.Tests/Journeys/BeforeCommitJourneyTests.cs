using Microsoft.Playwright;

namespace MycoPod.Tests.Journeys;

/// <summary>What keeps a plan from being committed: no way to the cluster yet, or a change of mind.</summary>
public sealed class BeforeCommitJourneyTests(DevInstance instance, Chromium chromium) : JourneyTest(instance, chromium)
{
    [Fact]
    public async Task A_plan_is_shown_unchecked_and_cannot_be_committed()
    {
        var kept = Path.Combine(Instance.Home, "agent", "credentials", "proxmox.json");
        var admin = await SignInAsync("admin");
        File.Move(kept, $"{kept}.away");
        try
        {
            await admin.PreviewAsync($"Create a Debian container named {Unique("blind")}.");
            await Assertions.Expect(admin.Text("Cluster unknown: not checked")).ToBeVisibleAsync();
            await Assertions.Expect(admin.Button("Commit and Apply")).ToBeDisabledAsync();
            await Assertions.Expect(admin.Button("Commit and Apply")).ToHaveAttributeAsync("title", "Proxmox credentials must be uploaded first.");
            await Axe.LookAtBothWidthsAsync(admin, "plan-unchecked");
            await admin.Page.GotoAsync("/");
            await Assertions.Expect(admin.Text("No cluster yet.")).ToBeVisibleAsync(new() { Timeout = 40_000 });
            await Assertions.Expect(admin.Page.GetByTestId("agent-state")).ToContainTextAsync("no cluster yet");
            await Axe.LookAtBothWidthsAsync(admin, "dashboard-no-cluster");
            await admin.Link("Upload them").ClickAsync();
            await Assertions.Expect(admin.Text("Not set: nothing can be checked or applied.")).ToBeVisibleAsync();
        }
        finally
        {
            File.Move($"{kept}.away", kept);
        }

        await Assertions.Expect(admin.Page.GetByTestId("agent-state")).ToContainTextAsync("pve-home", new() { Timeout = 40_000 });
    }

    [Fact]
    public async Task Cancel_forgets_what_was_begun_and_Undo_brings_it_back()
    {
        var text = $"Create a Debian container named {Unique("undone")}.";
        var user = await SignInAsync("user");
        await user.PreviewAsync(text);
        await user.Button("Cancel").ClickAsync();
        await Assertions.Expect(user.Heading("Welcome, user")).ToBeVisibleAsync();
        await Assertions.Expect(user.Link(text[..^1])).ToHaveCountAsync(0);
        await user.Button("Undo").ClickAsync();
        await Assertions.Expect(user.Declaration).ToHaveValueAsync(text);
    }
}
