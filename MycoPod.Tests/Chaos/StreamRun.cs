using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Shell;
using MycoPod.Core.Runs;
using MycoPod.Tests.Journeys;

namespace MycoPod.Tests.Chaos;

/// <summary>
/// Three browsers follow a run of many lines while the Agent, Web and PostgreSQL are restarted. Each ends with every line once and in order; clicks are
/// answered meanwhile, and no page grows.
/// </summary>
internal sealed class StreamRun(Chromium chromium, int steps, int linesAStep, int restarts, int clicks)
{
    private const int Browsers = 3;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <returns>What was measured, for people.</returns>
    public async Task<string> CarryOutAsync()
    {
        await using var bench = await ChaosBench.StartAsync(Plan.Of([.. Enumerable.Range(1, steps).Select(StepOf)]), speed: 20, shell: true);
        await using var web = new StreamWeb(bench);
        await web.StartAsync();
        bench.StartAgent();
        var run = await FindRunAsync(bench);
        List<StreamPage> pages = [];
        for (var browser = 0; browser < Browsers; browser++) pages.Add(await StreamPage.OpenAsync(chromium, web.Url, run));
        var clicking = pages[0].ClickAsync(clicks, steps);
        await DisturbAsync(bench, web);
        await EndAsync(bench);
        var took = await clicking;

        var expected = await ReadTextsAsync(bench, run);

        // What a command had written when its Agent was killed is gone with that one.
        Assert.True(expected.Count >= (steps - restarts) * linesAStep, $"{expected.Count} lines were stored.");
        await Task.WhenAll(pages.Select(page => page.AssertLinesAsync(expected)));
        var memory = await pages[0].ReadLargestPageAsync();
        foreach (var page in pages) await page.DisposeAsync();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{expected.Count} lines in each of {Browsers} browsers, once and in order, through {restarts} restarts each of Agent, Web and PostgreSQL; {took.Count} clicks: 95 % within {Percentile(took):0} ms; the largest page takes {memory:0} MB");
    }

    public static double Percentile(IReadOnlyList<double> took) => took.Order().ElementAt((int)Math.Ceiling(took.Count * 0.95) - 1);

    private Step StepOf(int number) => new RunOnNode(
        new NodeName("pve1"),
        $"seq -f 'step {number} line %.0f' {linesAStep}; touch /root/done-{number}",
        $"test -e /root/done-{number}");

    private async Task DisturbAsync(ChaosBench bench, StreamWeb web)
    {
        for (var round = 0; round < restarts; round++)
        {
            await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, Token);
            await bench.KillAgentAsync();
            bench.StartAgent();
            await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, Token);
            await web.RestartAsync();
            await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, Token);
            await bench.RestartDatabaseAsync();
            if (bench.HasAgentEnded) bench.StartAgent();
        }
    }

    private static async Task EndAsync(ChaosBench bench)
    {
        for (var begin = TimeProvider.System.GetTimestamp(); (await bench.FindRunAsync())?.Status.IsFinal() != true; await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, Token))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begin) < TimeSpan.FromMinutes(15), bench.ReadAgentLog());
            if (bench.HasAgentEnded) bench.StartAgent();
        }

        var run = await bench.FindRunAsync();
        Assert.True(run!.Status == RunStatus.Succeeded, $"{run.Status}: {run.Reason}");
    }

    private static async Task<Guid> FindRunAsync(ChaosBench bench)
    {
        for (var begin = TimeProvider.System.GetTimestamp(); ; await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Token))
        {
            if (await bench.FindRunAsync() is { Status: RunStatus.Running } run) return run.Id;
            Assert.True(TimeProvider.System.GetElapsedTime(begin) < TimeSpan.FromMinutes(1), bench.ReadAgentLog());
        }
    }

    private static async Task<IReadOnlyList<string>> ReadTextsAsync(ChaosBench bench, Guid run)
    {
        await using var context = bench.Database.OpenRuns();
        var events = await context.Events.AsNoTracking().Where(e => e.RunId == run).OrderBy(e => e.Sequence).ToListAsync(Token);
        Assert.Equal(Enumerable.Range(1, events.Count).Select(n => (long)n), events.Select(e => e.Sequence));
        return [.. events.Select(MycoPod.Web.Runs.LogText.Line)];
    }
}
