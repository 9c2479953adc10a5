using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MycoPod.Tests.Journeys;

namespace MycoPod.Tests.Chaos;

/// <summary>A browser on the page of a run.</summary>
internal sealed partial class StreamPage(Visitor visitor, Uri address) : IAsyncDisposable
{
    private const int LineHeight = 24;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<StreamPage> OpenAsync(Chromium chromium, Uri web, Guid run)
    {
        var context = await chromium.OpenAsync(web);
        context.SetDefaultTimeout(60_000);
        var visitor = new Visitor(await context.NewPageAsync());
        await visitor.SignInAsync(StreamWeb.Person, StreamWeb.Password);
        await Assertions.Expect(visitor.Heading("Dashboard")).ToBeVisibleAsync();
        var page = new StreamPage(visitor, new Uri(web, $"/runs/{run}"));
        await visitor.Page.GotoAsync(page.Address);
        await Assertions.Expect(visitor.Page.Locator("[data-line]").First).ToBeVisibleAsync();
        return page;
    }

    private string Address => address.ToString();

    /// <summary>Chooses one step after the other and measures, in the page, until it shows as chosen. Clicks while the page finds its way back do not count.</summary>
    /// <returns>Milliseconds.</returns>
    public async Task<IReadOnlyList<double>> ClickAsync(int count, int steps)
    {
        List<double> took = [];
        for (var click = 0; took.Count < count; click++)
        {
            Assert.True(click < count * 20, $"Only {took.Count} of {click} clicks were answered.");
            await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, Token);
            try
            {
                var answered = await visitor.Page.EvaluateAsync<double>(
                    """
                    number => new Promise(resolve => {
                      const button = document.querySelector(`[data-testid="step-${number}"] > button`);
                      if (!button || button.getAttribute("aria-pressed") === "true" || document.querySelector("dialog[open]")) return resolve(-1);
                      const begin = performance.now();
                      const observer = new MutationObserver(() => { observer.disconnect(); resolve(performance.now() - begin); });
                      observer.observe(button, { attributes: true, attributeFilter: ["aria-pressed"] });
                      setTimeout(() => { observer.disconnect(); resolve(-1); }, 2000);
                      button.click();
                    })
                    """,
                    1 + (click % steps));
                if (answered >= 0) took.Add(answered);
            }
            catch (PlaywrightException)
            {
                // The page loads anew after Web came back.
            }
        }

        return took;
    }

    /// <summary>Walks through the whole log and reads every line.</summary>
    public async Task AssertLinesAsync(IReadOnlyList<string> expected)
    {
        await Assertions.Expect(visitor.Page.GetByTestId("line-count")).ToHaveTextAsync(Lines(expected.Count), new() { Timeout = 60_000 });
        await Assertions.Expect(visitor.Page.GetByTestId("run-status").First).ToHaveAttributeAsync("data-status", "succeeded", new() { Timeout = 60_000 });
        var seen = new string?[expected.Count];
        for (var first = 1; first <= expected.Count;)
        {
            var rows = await ReadFromAsync(first);
            Assert.NotEmpty(rows);
            Assert.Equal(rows.Count, rows.Select(r => r.Key).Distinct().Count());
            foreach (var (number, text) in rows.Where(r => r.Key <= expected.Count)) seen[number - 1] = text;
            first = rows.Max(r => r.Key) + 1;
        }

        for (var line = 0; line < expected.Count; line++) Assert.True(seen[line] == expected[line], $"Line {line + 1} is \"{seen[line]}\" and not \"{expected[line]}\".");
    }

    /// <summary>The memory of the browser's largest page process, in MB (PSS).</summary>
    public async Task<double> ReadLargestPageAsync()
    {
        var session = await visitor.Page.Context.Browser!.NewBrowserCDPSessionAsync();
        var answer = await session.SendAsync("SystemInfo.getProcessInfo");
        var ids = answer!.Value.GetProperty("processInfo").EnumerateArray().Where(p => p.GetProperty("type").GetString() == "renderer").Select(p => p.GetProperty("id").GetInt32());
        return ids.Max(id => Pss().Match(File.ReadAllText($"/proc/{id}/smaps_rollup")) is { Success: true } match ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) / 1024 : 0);
    }

    public async ValueTask DisposeAsync() => await visitor.Page.Context.DisposeAsync();

    /// <summary>Rows in the document once the wanted one is there, in the order of the document.</summary>
    private async Task<List<KeyValuePair<int, string>>> ReadFromAsync(int first)
    {
        var rows = await visitor.Page.EvaluateAsync<string[][]>(
            """
            ([first, height]) => new Promise((resolve, reject) => {
              const log = document.querySelector(".log");
              log.scrollTop = (first - 1) * height;
              const begin = performance.now();
              (function look() {
                if (log.querySelector(`[data-line="${first}"]`)) {
                  return resolve([...log.querySelectorAll("[data-line]")].map(row => [row.dataset.line, row.querySelector(".text").textContent]));
                }
                if (performance.now() - begin > 15000) return reject(new Error(`line ${first} does not come`));
                log.scrollTop = (first - 1) * height + (performance.now() - begin > 1000 ? Math.floor(Math.random() * 40) : 0);
                setTimeout(look, 5);
              })();
            })
            """,
            new[] { first, LineHeight });
        return [.. rows.Select(r => KeyValuePair.Create(int.Parse(r[0], CultureInfo.InvariantCulture), r[1])).SkipWhile(r => r.Key < first)];
    }

    private static string Lines(int count) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} lines");

    [GeneratedRegex(@"^Pss:\s+(\d+) kB", RegexOptions.Multiline)]
    private static partial Regex Pss();
}
