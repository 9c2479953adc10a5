using Microsoft.Playwright;

namespace MycoPod.Tests.Journeys;

/// <summary>One part is gone for a while: the others go on, and what a person wrote is kept.</summary>
public sealed class OutageJourneyTests(DevInstance instance, Chromium chromium) : JourneyTest(instance, chromium)
{
    [Fact]
    public async Task Web_is_killed_during_a_run_and_the_run_goes_on()
    {
        var name = Unique("unseen");
        var admin = await SignInAsync("admin");
        await admin.ApplyAsync($"Create a Debian container named {name} and start it.");
        await admin.ExpectStepAsync(1, "running");
        var address = admin.Page.Url;
        await Instance.SignalAsync("web", "KILL");
        await UntilAsync(
            async () => (await Instance.Sandbox.FindGuestsAsync(name)).Any(g => g.Status == "running"),
            "the container runs although nobody watches");
        await UntilAsync(async () => await AnswersAsync(admin, address), "Web is back");
        await admin.ExpectRunAsync("succeeded");
        await Assertions.Expect(admin.Page.GetByTestId("agent-state")).ToContainTextAsync("Agent connected", new() { Timeout = 30_000 });
    }

    [Fact]
    public async Task Without_the_Agent_a_preview_says_so_and_the_text_is_kept()
    {
        var text = $"Create a Debian container named {Unique("kept")}.";
        var user = await SignInAsync("user");
        await Assertions.Expect(user.Page.GetByTestId("agent-state")).ToContainTextAsync("Agent connected");
        await Instance.SignalAsync("agent", "STOP");
        try
        {
            // The link is known to be dead after half a minute of silence.
            await Assertions.Expect(user.Page.GetByTestId("agent-state")).ToContainTextAsync("Agent not connected", new() { Timeout = 60_000 });
            await user.WriteAsync(text);
            await user.Button("Preview").ClickAsync();
            await Assertions.Expect(user.Text("The Agent is not connected, so nothing can be planned right now.")).ToBeVisibleAsync();
            await Assertions.Expect(user.Declaration).ToHaveValueAsync(text);
        }
        finally
        {
            await Instance.SignalAsync("agent", "CONT");
        }

        await Assertions.Expect(user.Page.GetByTestId("agent-state")).ToContainTextAsync("Agent connected", new() { Timeout = 60_000 });
        await user.Button("Preview").ClickAsync();
        await Assertions.Expect(user.Page.GetByTestId("plan")).ToBeVisibleAsync();
    }

    private static async Task<bool> AnswersAsync(Visitor visitor, string address)
    {
        try
        {
            await visitor.Page.GotoAsync(address);
            return true;
        }
        catch (PlaywrightException)
        {
            return false;
        }
    }
}
