using Microsoft.EntityFrameworkCore;
using MycoPod.Tests.Execution;

namespace MycoPod.Tests.Chaos;

/// <summary>An Agent that reaches no Web finds what was approved by looking, every 30 seconds.</summary>
public sealed class PollingTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(31);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_approved_is_begun_within_31_seconds()
    {
        await using var bench = await ChaosBench.StartEmptyAsync(speed: 20, shell: false, pollSeconds: 30);
        bench.StartAgent();
        await UntilAsync(async () => await HasLookedAsync(bench));

        // Soon after a look, so that the next one is far away; two seconds are left to what a busy machine needs for everything else.
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, Token);
        await bench.DeclareAsync(StepHarness.CreateAndStart("web-1"));
        var pushed = TimeProvider.System.GetUtcNow();
        DateTimeOffset? sent = null;
        await UntilAsync(async () => (sent = await FindFirstCallAsync(bench)) is not null);
        output.WriteLine($"First call {(sent!.Value - pushed).TotalSeconds:0.0} s after the push, by looking alone");
        Assert.InRange(sent.Value - pushed, TimeSpan.FromSeconds(5), Promised);
    }

    private static async Task<bool> HasLookedAsync(ChaosBench bench)
    {
        await using var context = bench.Database.OpenRuns();
        return await context.Cursors.AnyAsync(Token);
    }

    private static async Task<DateTimeOffset?> FindFirstCallAsync(ChaosBench bench)
    {
        await using var context = bench.Database.OpenRuns();
        return await context.Exchanges.OrderBy(e => e.StartedAt).Select(e => (DateTimeOffset?)e.StartedAt).FirstOrDefaultAsync(Token);
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (var begin = TimeProvider.System.GetTimestamp(); !await condition(); await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Token))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begin) < TimeSpan.FromMinutes(1), "Not so after a minute.");
        }
    }
}
