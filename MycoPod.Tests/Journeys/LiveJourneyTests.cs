using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace MycoPod.Tests.Journeys;

/// <summary>
/// How soon an open page shows what somebody else did: counted from the moment in which it shows in the page of whoever did
/// it. Runs have a measurement of their own, in <see cref="LogSizeTests"/>.
/// </summary>
public sealed class LiveJourneyTests(DevInstance instance, Chromium chromium) : JourneyTest(instance, chromium)
{
    private const double LimitMilliseconds = 500;
    private const int Rounds = 5;

    /// <summary>Notes the time at which an element first shows.</summary>
    private const string Watch =
        """
        ([selector, text]) => {
          window.shownAt = new Promise(done => {
            const look = () => [...document.querySelectorAll(selector)].some(e => e.textContent.includes(text)) && (done(Date.now()), true);
            if (look()) return;
            const observer = new MutationObserver(() => { if (look()) observer.disconnect(); });
            observer.observe(document.documentElement, { subtree: true, childList: true, characterData: true });
          });
        }
        """;

    [Fact]
    public async Task A_submission_its_decision_and_the_notice_of_it_show_within_half_a_second()
    {
        var (user, admin) = (await SignInAsync("user"), await SignInAsync("admin"));
        await admin.Link("Pending Approvals").First.ClickAsync();
        await Assertions.Expect(admin.Title("Pending Approvals")).ToBeVisibleAsync();
        List<double> submitted = [], told = [];
        for (var round = 0; round < Rounds; round++)
        {
            var name = Unique("quick");
            await user.PreviewAsync($"Create an Alpine container named {name}.");
            await user.Button("Submit for Approval").ClickAsync();
            await WatchAsync(admin, "[data-testid^=pending-]", name);
            await WatchAsync(user, "[data-testid=commit-id]", "");
            await user.ConfirmAsync();
            submitted.Add(await ShownAsync(admin) - await ShownAsync(user));

            var entry = admin.Page.GetByTestId(new Regex("^pending-")).Filter(new() { HasText = name });
            await entry.GetByRole(AriaRole.Button).First.ClickAsync();
            await entry.GetByRole(AriaRole.Button, new() { Name = "Reject", Exact = true }).ClickAsync();
            await entry.GetByLabel("Explain the needed edits").FillAsync("Not today.");
            await WatchAsync(user, ".mud-snackbar", name);
            await WatchAsync(admin, "[data-testid=committed]", name);
            await entry.GetByRole(AriaRole.Button, new() { Name = "Reject", Exact = true }).ClickAsync();
            told.Add(await ShownAsync(user) - await ShownAsync(admin));
            await DiscardAsync(user, name);
        }

        Report("a submission", submitted);
        Report("a rejection", told);
    }

    [Fact]
    public async Task An_Agent_that_goes_shows_within_half_a_second()
    {
        var user = await SignInAsync("user");
        List<double> gone = [];
        for (var round = 0; round < 3; round++)
        {
            await Assertions.Expect(user.Page.GetByTestId("agent-state")).ToContainTextAsync("Agent connected · pve-home", new() { Timeout = 60_000 });
            await WatchAsync(user, "[data-testid=agent-state]", "not connected");
            var killed = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            await Instance.SignalAsync("agent", "KILL");
            gone.Add(await ShownAsync(user) - killed);
        }

        await Assertions.Expect(user.Page.GetByTestId("agent-state")).ToContainTextAsync("Agent connected · pve-home", new() { Timeout = 60_000 });
        Report("an Agent that was killed", gone);
    }

    private static async Task DiscardAsync(Visitor user, string name)
    {
        await user.Page.GotoAsync("/");
        var mine = user.Page.GetByTestId(new Regex("^rejected-")).Filter(new() { HasText = name });
        await mine.GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();
        await user.ConfirmAsync();
        await Assertions.Expect(mine).ToHaveCountAsync(0);
    }

    private static async Task WatchAsync(Visitor visitor, string selector, string text) => await visitor.Page.EvaluateAsync(Watch, new[] { selector, text });

    private static Task<double> ShownAsync(Visitor visitor) => visitor.Page.EvaluateAsync<double>("window.shownAt");

    /// <summary>The median holds; single values depend on what else the machine does.</summary>
    private static void Report(string what, List<double> milliseconds)
    {
        milliseconds.Sort();
        var words = string.Create(CultureInfo.InvariantCulture, $"{what}: median {milliseconds[milliseconds.Count / 2]:0} ms, from {milliseconds[0]:0} to {milliseconds[^1]:0} ms");
        TestContext.Current.TestOutputHelper?.WriteLine(words);
        Assert.True(milliseconds[milliseconds.Count / 2] < LimitMilliseconds, words);
    }
}
