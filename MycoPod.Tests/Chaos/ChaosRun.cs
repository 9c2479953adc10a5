using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Runs;
using MycoPod.Tests.Execution;

namespace MycoPod.Tests.Chaos;

/// <summary>
/// A run whose Agent is killed at random moments, whose database restarts and whose cluster drops connections now and then. At the end the cluster is
/// exactly as planned, nothing was done twice, and the journal and the cluster's own log agree call by call.
/// Never so much goes wrong at once that a person would have to say Retry.
/// </summary>
/// <param name="seed">The same seed kills after the same pauses.</param>
internal sealed class ChaosRun(int seed, int guests, int kills, double speed)
{
    private static readonly string[] Faults =
    [
        """{"method":"POST","path":"/nodes/{node}/lxc","kind":"drop-after"}""",
        """{"method":"POST","path":"/nodes/{node}/lxc/{vmid}/status/start","kind":"drop-after"}""",
        """{"method":"GET","path":"/nodes/{node}/tasks/{upid}/status","kind":"drop-before","times":2}""",
        """{"method":"GET","path":"/nodes/{node}/tasks/{upid}/log","kind":"status","status":596,"message":"Connection timed out"}""",
    ];

    private readonly Random random = new(seed);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <returns>How often what happened, for people.</returns>
    public async Task<string> CarryOutAsync()
    {
        var names = Enumerable.Range(1, guests).Select(n => $"web-{n}").ToList();
        await using var bench = await ChaosBench.StartAsync(StepHarness.CreateAndStart(names), speed);
        var (killed, restarted, faults) = (0, 0, 0);
        for (; killed < kills && !await HasEndedAsync(bench); killed++)
        {
            bench.StartAgent();
            if (random.Next(3) == 0)
            {
                faults++;
                await bench.SetFaultAsync(Faults[random.Next(Faults.Length)]);
            }

            // It needs about two seconds to begin; then anything may be under way.
            await Task.Delay(TimeSpan.FromMilliseconds(1500 + random.Next(3000)), TimeProvider.System, Token);
            if (killed % 4 == 1)
            {
                restarted++;
                await bench.RestartDatabaseAsync();
            }

            await bench.KillAgentAsync();
        }

        await EndAsync(bench);
        await AssertAsync(bench, names);
        return $"seed {seed}: {2 * guests} steps, {killed} kills, {restarted} restarts of the database, {faults} dropped connections; each of the {2 * guests} calls reached the cluster once";
    }

    /// <summary>From here on nothing goes wrong; what restarts the Agent in production restarts it here.</summary>
    private static async Task EndAsync(ChaosBench bench)
    {
        bench.StartAgent();
        for (var begin = TimeProvider.System.GetTimestamp(); !await HasEndedAsync(bench); await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Token))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begin) < TimeSpan.FromMinutes(10), bench.ReadAgentLog());
            if (bench.HasAgentEnded) bench.StartAgent();
        }
    }

    private static async Task<bool> HasEndedAsync(ChaosBench bench) => (await bench.FindRunAsync())?.Status.IsFinal() == true;

    private static async Task AssertAsync(ChaosBench bench, List<string> names)
    {
        var run = await bench.FindRunAsync() ?? throw new InvalidOperationException("no run");
        Assert.True(run.Status == RunStatus.Succeeded, $"{run.Status}: {run.Reason}");
        Assert.All(names, name => Assert.True(bench.ReadContainers().Single(c => c.Name == name).IsRunning, name));

        var accepted = await bench.ReadAcceptedAsync();
        Assert.Equal(2 * names.Count, accepted.Count);
        Assert.Equal(names.Order(StringComparer.Ordinal), accepted.Where(a => a.Name.Length > 0).Select(a => a.Name).Order(StringComparer.Ordinal));
        await using var context = bench.Database.OpenRuns();
        var journal = await context.Journal.OrderBy(j => j.Id).ToListAsync(Token);
        Assert.Equal(accepted.Select(a => a.Upid).Order(StringComparer.Ordinal), journal.Where(j => j.Phase == JournalPhase.Task).Select(j => j.Upid ?? "").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.All(run.Steps, step => Assert.Contains(journal, j => j.StepNumber == step.Number && j.Phase == JournalPhase.Intent));
        var sequences = await context.Events.Select(e => e.Sequence).Order().ToListAsync(Token);
        Assert.Equal(Enumerable.Range(1, sequences.Count).Select(n => (long)n), sequences);
    }
}
