namespace MycoPod.Tests.Journeys;

/// <summary>The Agent is killed in the middle; started again, it goes on and nothing is made twice.</summary>
public sealed class CrashJourneyTests(DevInstance instance, Chromium chromium) : JourneyTest(instance, chromium)
{
    [Fact]
    public async Task Killed_between_two_steps_the_run_completes()
    {
        var (one, two) = (Unique("kill-a"), Unique("kill-b"));
        var admin = await SignInAsync("admin");
        await admin.ApplyAsync($"Create two Debian containers named {one} and {two} and start them.");
        await admin.ExpectStepAsync(1, "succeeded");
        await Instance.SignalAsync("agent", "KILL");
        await admin.ExpectRunAsync("succeeded", seconds: 120);
        await AssertMadeOnceAsync(one, two);
    }

    [Fact]
    public async Task Killed_after_the_request_and_before_its_answer_the_run_completes()
    {
        var (one, two) = (Unique("lost-a"), Unique("lost-b"));
        var admin = await SignInAsync("admin");
        await Instance.Sandbox.SetFaultAsync("""{"method":"POST","path":"/nodes/{node}/lxc","kind":"delay-after","seconds":10}""");
        await admin.ApplyAsync($"Create two Debian containers named {one} and {two} and start them.");
        await UntilAsync(async () => (await Instance.Sandbox.ReadCreatedAsync()).Contains(one), "the sandbox accepted the first request");
        await Instance.SignalAsync("agent", "KILL");
        await admin.ExpectRunAsync("succeeded", seconds: 120);
        await AssertMadeOnceAsync(one, two);
    }

    private async Task AssertMadeOnceAsync(params string[] names)
    {
        var created = await Instance.Sandbox.ReadCreatedAsync();
        foreach (var name in names)
        {
            Assert.Single(created, c => c == name);
            Assert.Equal("running", Assert.Single(await Instance.Sandbox.FindGuestsAsync(name)).Status);
        }
    }
}
