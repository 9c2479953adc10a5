using System.Globalization;
using Microsoft.Playwright;
using MycoPod.Tests.Fixtures;
using MycoPod.Tests.Web.Runs;

namespace MycoPod.Tests.Journeys;

/// <summary>A log of 100,000 lines stays smooth, and what is stored is seen at once. What was measured is told as a diagnostic message.</summary>
[Collection(JourneysCollection.Name)]
public sealed class LogSizeTests(PostgresServer postgres, Chromium chromium)
{
    private const int Many = 100_000;

    [Fact]
    public async Task A_log_of_100_000_lines_opens_jumps_and_scrolls_with_few_lines_at_a_time()
    {
        await using var bench = await LogsBench.OpenAsync(postgres, chromium);
        var run = await RunRecords.AddAsync(bench.Database);
        await RunRecords.AddStepAsync(bench.Database, run, 1);
        await RunRecords.FillAsync(bench.Database, run, Many, step: 1);
        var user = await bench.VisitAsync("/settings");
        long received = 0;
        user.Page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => Interlocked.Add(ref received, frame.Binary?.Length ?? frame.Text?.Length ?? 0);

        var opening = await TakeAsync(() => user.Page.GotoAsync($"/runs/{run}?line=2"), user, 2);
        await Assertions.Expect(user.Text("100,000 lines")).ToBeVisibleAsync();
        var jump = await TakeAsync(() => user.Button("Jump to end").ClickAsync(), user, Many);
        await Assertions.Expect(Line(user, Many)).ToBeInViewportAsync();
        var middle = await TakeAsync(() => user.Page.GetByRole(AriaRole.Log).EvaluateAsync("log => { log.scrollTop = 49999 * 24; }"), user, 50_000);
        await Assertions.Expect(Line(user, 50_000)).ToBeInViewportAsync();
        await Assertions.Expect(Line(user, 50_000)).ToContainTextAsync("line 50000 of");
        var back = await TakeAsync(() => user.Page.GetByRole(AriaRole.Log).PressAsync("Home"), user, 1);

        var live = new List<double>();
        await user.Button("Jump to end").ClickAsync();
        for (var line = Many + 1; line <= Many + 5; line++) live.Add(await TakeAsync(() => RunRecords.HappenAsync(bench.Database, run, line, 1), user, line));

        var shown = await user.Page.Locator("[data-line]").CountAsync();
        Tell($"100,000 lines: open {opening:0} ms, jump to end {jump:0} ms, middle {middle:0} ms, first line {back:0} ms, a new line {Median(live):0} ms; {shown} lines in the document, {received / 1024:0} KiB received");
        Assert.InRange(shown, 20, 199);
        Assert.True(received < 2 * 1024 * 1024, $"{received} bytes were sent to the browser.");
        Assert.All([jump, middle, back], took => Assert.InRange(took, 0, 2000));
        Assert.True(Median([jump, middle, back]) < 1000, $"A jump takes {Median([jump, middle, back]):0} ms.");
    }

    [Fact]
    public async Task A_stored_event_is_seen_in_an_open_page_within_half_a_second()
    {
        await using var bench = await LogsBench.OpenAsync(postgres, chromium);
        var run = await RunRecords.AddAsync(bench.Database);
        await RunRecords.AddStepAsync(bench.Database, run, 1);
        await RunRecords.FillAsync(bench.Database, run, 3, step: 1);
        var user = await bench.VisitAsync("/runs");
        await Assertions.Expect(Line(user, 3)).ToBeVisibleAsync();
        await RunRecords.HappenAsync(bench.Database, run, 4, 1);
        await Assertions.Expect(Line(user, 4)).ToBeVisibleAsync();
        await user.Page.EvaluateAsync(
            """
            window.seen = {};
            new MutationObserver(() => document.querySelectorAll("[data-line]").forEach(row => window.seen[row.dataset.line] ??= Date.now()))
              .observe(document.querySelector(".log"), { childList: true, subtree: true });
            """);

        List<double> took = [];
        for (var line = 5; line <= 24; line++)
        {
            var begin = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            await RunRecords.HappenAsync(bench.Database, run, line, 1);
            await Assertions.Expect(Line(user, line)).ToBeVisibleAsync();
            took.Add(await user.Page.EvaluateAsync<double>("line => window.seen[line]", line) - begin);
        }

        Tell($"An event is seen after {Median(took):0} ms (median of {took.Count}, from before it is stored; {took.Min():0} to {took.Max():0} ms)");
        Assert.True(Median(took) < 500, $"The median is {Median(took):0} ms: {string.Join(", ", took.Select(t => t.ToString("0", CultureInfo.InvariantCulture)))}");
    }

    /// <summary>How long something takes until the line is there, in milliseconds.</summary>
    private static async Task<double> TakeAsync(Func<Task> act, Visitor visitor, long line)
    {
        var begin = TimeProvider.System.GetTimestamp();
        await act();
        await Line(visitor, line).WaitForAsync();
        return TimeProvider.System.GetElapsedTime(begin).TotalMilliseconds;
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] ordered = [.. values.Order()];
        return ordered[ordered.Length / 2];
    }

    private static ILocator Line(Visitor visitor, long number) => visitor.Page.Locator($"[data-line=\"{number}\"]");

    private static void Tell(string measured) => TestContext.Current.SendDiagnosticMessage(measured);
}
