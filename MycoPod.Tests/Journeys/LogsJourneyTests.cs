using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MycoPod.Core.Runs;
using MycoPod.Tests.Fixtures;
using MycoPod.Tests.Web.Runs;

namespace MycoPod.Tests.Journeys;

/// <summary>Reconciliation Logs in a real browser: searching, sharing, following. Berlin's clocks show 14:05 when the runs begin.</summary>
[Collection(JourneysCollection.Name)]
public sealed class LogsJourneyTests(PostgresServer postgres, Chromium chromium) : IAsyncDisposable
{
    private LogsBench? opened;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Runs_are_found_by_host_name_by_time_and_by_status_and_a_search_can_be_shared()
    {
        var bench = await OpenAsync();
        await bench.AddRunsAsync();
        var user = await bench.VisitAsync("/runs");
        await ExpectRunsAsync(user, "Third", "Second", "First");
        await user.Page.GetByLabel("Search").PressSequentiallyAsync("WEB-1", new() { Delay = 20 });
        await ExpectRunsAsync(user, "First");
        Assert.EndsWith("/runs?q=WEB-1", user.Page.Url, StringComparison.Ordinal);
        foreach (var (text, expected) in ((string, string[])[])[("pve2", ["Third", "Second"]), ("2026-11-25", ["Second", "First"]), ("2026-11-25 14:05", ["First"]), ("18:00", ["Third", "Second"])])
        {
            await user.Page.GetByLabel("Search").FillAsync(text);
            await ExpectRunsAsync(user, expected);
        }

        await user.Page.GetByLabel("Status").SelectOptionAsync("Errored");
        await ExpectRunsAsync(user, "Second");
        Assert.EndsWith("/runs?q=18:00&status=errored", Uri.UnescapeDataString(user.Page.Url), StringComparison.Ordinal);
        await Axe.LookAsync(user, "logs-search-1280");

        var other = await bench.VisitAsync(new Uri(user.Page.Url).PathAndQuery, "ada");
        await ExpectRunsAsync(other, "Second");
        await Assertions.Expect(other.Page.GetByLabel("Search")).ToHaveValueAsync("18:00");
        await other.Page.ReloadAsync();
        await ExpectRunsAsync(other, "Second");
        await other.Page.GetByLabel("Status").SelectOptionAsync("All");
        await other.Page.GetByLabel("Only mine").CheckAsync();
        await Assertions.Expect(other.Text("No run matches.")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task Nothing_yet_and_nothing_that_matches_say_what_to_do(int width)
    {
        var bench = await OpenAsync();
        var user = await bench.VisitAsync("/runs", width: width);
        await Assertions.Expect(user.Text("Nothing has run yet.")).ToBeVisibleAsync();
        await Axe.LookAsync(user, $"logs-empty-{width}");
        await bench.AddRunsAsync();
        await user.Page.GetByLabel("Search").FillAsync("100%");
        await Assertions.Expect(user.Text("No run matches.")).ToBeVisibleAsync();
        await Axe.LookAsync(user, $"logs-nothing-{width}");
        await user.Page.Keyboard.PressAsync("Tab");
        await user.Button("Show all runs").PressAsync("Enter");
        await ExpectRunsAsync(user, "Third", "Second", "First");
        await Assertions.Expect(user.Page.GetByLabel("Search")).ToBeFocusedAsync();
        await Assertions.Expect(user.Page.GetByLabel("Search")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task A_page_that_loads_and_one_that_could_not_are_accessible_and_can_be_tried_again()
    {
        var bench = await OpenAsync();
        await bench.AddRunsAsync();
        Visitor user;
        await using (await bench.HoldRunsAsync())
        {
            user = await bench.VisitAsync("/runs", width: 390);
            await Assertions.Expect(user.Page.GetByRole(AriaRole.Status, new() { Name = "Loading" })).ToBeVisibleAsync();
            await Axe.LookAsync(user, "logs-loading-390");
        }

        await ExpectRunsAsync(user, "Third", "Second", "First");
        await bench.AsOwnerAsync("REVOKE SELECT ON runs.runs FROM mycopod_web");
        await user.Page.GetByLabel("Search").FillAsync("web");
        await Assertions.Expect(user.Text("This could not be loaded")).ToBeVisibleAsync();
        await Axe.LookAsync(user, "logs-failed-390");
        await bench.AsOwnerAsync("GRANT SELECT ON runs.runs TO mycopod_web");
        await user.Button("Try again").ClickAsync();
        await ExpectRunsAsync(user, "First");
    }

    [Fact]
    public async Task A_run_that_matches_the_search_appears_by_itself_and_others_do_not()
    {
        var bench = await OpenAsync();
        await bench.AddRunsAsync();
        var user = await bench.VisitAsync("/runs?q=web-1&status=running");
        await Assertions.Expect(user.Text("No run matches.")).ToBeVisibleAsync();
        var (other, wanted) = (await RunRecords.AddAsync(bench.Database, "Other"), await RunRecords.AddAsync(bench.Database, "Wanted"));
        await RunRecords.AddStepAsync(bench.Database, wanted, 1, "web-1", status: StepStatus.Running);
        await RunRecords.HappenAsync(bench.Database, other, 1);
        await RunRecords.HappenAsync(bench.Database, wanted, 1);
        await ExpectRunsAsync(user, "Wanted");
        await user.ExpectRunAsync("running");
        await RunRecords.FinishAsync(bench.Database, wanted, RunStatus.Succeeded);
        await Assertions.Expect(user.Text("No run matches.")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task A_step_and_a_line_open_from_a_link_in_another_session(int width)
    {
        var bench = await OpenAsync();
        var (run, _) = await bench.AddLongRunAsync(RunStatus.Succeeded);
        var user = await bench.VisitAsync($"/runs/{run}", width: width);
        await user.Step(2).GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(user.Page.GetByTestId("exchange").First).ToContainTextAsync("POST /two");
        Assert.EndsWith($"/runs/{run}?step=2", user.Page.Url, StringComparison.Ordinal);
        await Axe.LookAsync(user, $"run-step-{width}");
        await user.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(user.Step(2).GetByRole(AriaRole.Button)).ToBeFocusedAsync();
        await user.Page.EvaluateAsync("window.kept = true");
        await Line(user, 3).GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(user.Page).ToHaveURLAsync(new Regex(@"\?line=3$"));
        await Assertions.Expect(Line(user, 3)).ToHaveAttributeAsync("aria-current", "true");
        Assert.True(await user.Page.EvaluateAsync<bool>("window.kept"));

        var other = await bench.VisitAsync($"/runs/{run}?line=1500", "ada", width);
        await Assertions.Expect(Line(other, 1500)).ToHaveAttributeAsync("aria-current", "true");
        await Assertions.Expect(Line(other, 1500)).ToBeInViewportAsync();
        await Assertions.Expect(Line(other, 1500)).ToContainTextAsync("line 1500 of");
        await Axe.LookAsync(other, $"run-line-{width}");
        await other.Page.GotoAsync($"/runs/{run}?step=2");
        await Assertions.Expect(other.Page.GetByTestId("exchange").First).ToContainTextAsync("POST /two");
        await Assertions.Expect(other.Heading("Raw exchange")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_click_on_a_line_shows_its_raw_request_and_response()
    {
        var bench = await OpenAsync();
        var (run, exchange) = await bench.AddLongRunAsync(RunStatus.Running);
        await RunRecords.HappenAsync(bench.Database, run, 3001, 2, exchange, "POST /two/second → 200");
        await RunRecords.HappenAsync(bench.Database, run, 3002, text: "About the run");
        var user = await bench.VisitAsync("/runs");
        await Line(user, 3001).GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(user.Page.GetByTestId("exchange").First).ToContainTextAsync("POST /two/second");
        await Assertions.Expect(user.Page.GetByTestId("exchange").First).ToContainTextAsync("\"data\": null");
        await Assertions.Expect(user.Text("step 2, line 3001")).ToBeVisibleAsync();
        await Line(user, 3002).GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(user.Text("This line belongs to no step")).ToBeVisibleAsync();
        await user.Link("Link to this").ClickAsync();
        await Assertions.Expect(Line(user, 3002)).ToHaveAttributeAsync("aria-current", "true");
        Assert.EndsWith($"/runs/{run}?line=3002", user.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_is_followed_until_someone_scrolls_up_and_again_from_its_end()
    {
        var bench = await OpenAsync();
        var (run, _) = await bench.AddLongRunAsync(RunStatus.Running);
        var user = await bench.VisitAsync($"/runs/{run}");
        await Assertions.Expect(Follow(user)).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(Line(user, 3000)).ToBeAttachedAsync();
        await user.Page.GetByRole(AriaRole.Log).ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(Line(user, 3000)).ToBeInViewportAsync();
        await RunRecords.HappenAsync(bench.Database, run, 3001, 2);
        await Assertions.Expect(Line(user, 3001)).ToBeInViewportAsync();

        await user.Page.GetByRole(AriaRole.Log).HoverAsync();
        await user.Page.Mouse.WheelAsync(0, -2000);
        await Assertions.Expect(Follow(user)).ToHaveAttributeAsync("aria-pressed", "false");
        await RunRecords.HappenAsync(bench.Database, run, 3002, 2);
        await Assertions.Expect(user.Text("3,002 lines")).ToBeVisibleAsync();
        await Assertions.Expect(Line(user, 3002)).Not.ToBeInViewportAsync();
        await Axe.LookAsync(user, "run-live-log-1280");

        await user.Button("Jump to end").ClickAsync();
        await Assertions.Expect(Line(user, 3002)).ToBeInViewportAsync();
        await Assertions.Expect(Follow(user)).ToHaveAttributeAsync("aria-pressed", "true");
        await RunRecords.FinishAsync(bench.Database, run, RunStatus.Errored);
        await user.ExpectRunAsync("errored");
        await Assertions.Expect(Line(user, 3003)).ToContainTextAsync("run errored");
        await Assertions.Expect(Follow(user)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_whole_log_can_be_downloaded_by_whoever_is_signed_in()
    {
        var bench = await OpenAsync();
        var (run, _) = await bench.AddLongRunAsync(RunStatus.Succeeded);
        var user = await bench.VisitAsync($"/runs/{run}");
        var download = await user.Page.RunAndWaitForDownloadAsync(() => user.Link("Download").ClickAsync());
        Assert.Equal("mycopod-run-1.log.txt", download.SuggestedFilename);
        var lines = await File.ReadAllLinesAsync(await download.PathAsync(), Token);
        Assert.Equal(3000, lines.Length);
        Assert.Equal("2026-11-25T13:05:00.001Z  pve1  line 1 of a task that has much to say", lines[0]);
        Assert.Equal(404, (await user.Page.APIRequest.GetAsync($"/runs/{Guid.Empty}/log.txt")).Status);
        await user.Page.Context.ClearCookiesAsync();
        Assert.Contains("<title>Log in", await (await user.Page.APIRequest.GetAsync($"/runs/{run}/log.txt")).TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_can_be_done_with_the_keyboard()
    {
        var bench = await OpenAsync();
        var (run, _) = await bench.AddLongRunAsync(RunStatus.Succeeded);
        var user = await bench.VisitAsync($"/runs/{run}");
        await TakeKeysAsync(user);
        foreach (var (key, line) in ((string, int)[])[("ArrowDown", 2), ("End", 3000), ("ArrowUp", 2999), ("Home", 1)])
        {
            await user.Page.Keyboard.PressAsync(key);
            await Assertions.Expect(Line(user, line).GetByRole(AriaRole.Button)).ToBeFocusedAsync();
        }

        await user.Page.Keyboard.PressAsync("PageDown");
        await Assertions.Expect(Line(user, 1)).ToHaveCountAsync(1);
        await user.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(user.Heading("Raw exchange")).ToBeFocusedAsync();
        await user.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(user.Page.GetByRole(AriaRole.Log)).ToBeFocusedAsync();
        await user.Page.Keyboard.PressAsync("Home");
        await user.Page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(Line(user, 1).GetByRole(AriaRole.Link)).ToBeFocusedAsync();
        await user.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(user.Page).ToHaveURLAsync(new Regex(@"\?line=1$"));
        await user.Page.Keyboard.PressAsync("Tab");
        Assert.False(await user.Page.EvaluateAsync<bool>("!!document.activeElement.closest('.log')"));
    }

    /// <summary>Goes to the first line. A page that has just opened moves the focus to its heading, and its log takes keys a moment later.</summary>
    private static async Task TakeKeysAsync(Visitor user)
    {
        for (var round = 0; round < 50; round++)
        {
            await user.Page.GetByRole(AriaRole.Log).FocusAsync();
            await user.Page.Keyboard.PressAsync("Home");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
            if (await user.Page.EvaluateAsync<bool>("!!document.activeElement.closest('[data-line=\"1\"]')")) return;
        }

        Assert.Fail("The log takes no keys.");
    }

    [Fact]
    public async Task A_User_sees_everything_and_finds_nothing_that_would_start_a_run_but_what_asks_an_Admin()
    {
        var bench = await OpenAsync();
        await bench.AddRunsAsync();
        var (run, _) = await bench.AddLongRunAsync(RunStatus.Errored);
        var user = await bench.VisitAsync("/runs");
        await Assertions.Expect(user.Step(1)).ToHaveAttributeAsync("data-status", "succeeded");
        await Assertions.Expect(user.Step(2)).ToHaveAttributeAsync("data-status", "failed");
        foreach (var (step, colour) in ((int, string)[])[(1, "rgb(26, 112, 68)"), (2, "rgb(179, 38, 30)")]) await Assertions.Expect(user.Step(step).Locator(".dot")).ToHaveCSSAsync("color", colour);
        await user.Button("Steps of run 2").PressAsync("Enter");
        await Assertions.Expect(user.Page.GetByTestId("run-2").GetByTestId("step-1")).ToContainTextAsync("Start db-1");
        await Axe.LookAsync(user, "logs-data-1280");
        foreach (var path in (string[])["/runs", $"/runs/{run}"])
        {
            await user.Page.GotoAsync(path);
            await Assertions.Expect(user.Step(1)).ToBeVisibleAsync();
            var names = await user.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button).EvaluateAllAsync<string[]>("all => all.filter(b => !b.closest('.log')).map(b => b.ariaLabel ?? b.innerText)");
            Assert.DoesNotContain(names, n => !Regex.IsMatch(n, @"^(Retry|Preview again|Steps of run \d+|Jump to end|Follow|\d+\. Start web-1[\s\S]*)$"));
        }
    }

    [Fact]
    public async Task Runs_beyond_the_first_page_are_reached()
    {
        var bench = await OpenAsync();
        for (var i = 1; i <= 53; i++) await RunRecords.AddAsync(bench.Database, $"Run number {i}", RunStatus.Succeeded);
        var user = await bench.VisitAsync("/runs", width: 390);
        await Assertions.Expect(user.Link("Run number 53")).ToBeVisibleAsync();
        await Assertions.Expect(user.Link("Run number 3").And(user.Page.GetByText("Run number 3", new() { Exact = true }))).ToHaveCountAsync(0);
        await user.Button("Show older runs").ClickAsync();
        await Assertions.Expect(user.Page.GetByText("Run number 1", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(user.Button("Show older runs")).ToHaveCountAsync(0);
    }

    public ValueTask DisposeAsync() => opened?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<LogsBench> OpenAsync() => opened = await LogsBench.OpenAsync(postgres, chromium);

    private static ILocator Line(Visitor visitor, long number) => visitor.Page.Locator($"[data-line=\"{number}\"]");

    private static ILocator Follow(Visitor visitor) => visitor.Button("Follow");

    private static Task ExpectRunsAsync(Visitor visitor, params string[] titles) =>
        Assertions.Expect(visitor.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Heading, new() { Level = 2 })).ToHaveTextAsync(titles);
}
