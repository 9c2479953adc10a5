using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Runs;
using MycoPod.Reconciler.Execution;
using MycoPod.Sandbox.Http;
using MycoPod.Tests.Execution;
using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Benchmarks;

/// <summary><c>./dev bench apply</c>: how much longer a run takes than its calls and polls by a bare client against a cluster of the same kind.</summary>
public sealed class ApplyBenchmark(PostgresServer postgres, ITestOutputHelper output)
{
    private const int Guests = 50;
    private const int Steps = 2 * Guests;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <param name="speed">1: tasks take as long as on a real node. 1000: they end at once, so that only overhead is left.</param>
    [Theory(Explicit = true)]
    [InlineData("tasks that take real time", 1, 1)]
    [InlineData("tasks that end at once", 1000, 3)]
    public async Task Fifty_containers_are_created_and_started(string what, double speed, int rounds)
    {
        await postgres.WriteDurablyAsync();

        // Where tasks end at once, the pause between two looks would be all that is measured.
        var times = speed > 1 ? ExecutionTimes.Default with { TaskInterval = TimeSpan.FromMilliseconds(2), LongestTaskInterval = TimeSpan.FromMilliseconds(2) } : ExecutionTimes.Default;
        for (var round = 1; round <= rounds; round++)
        {
            var (ours, calls) = await CarryOutAsync(speed, times);
            var bare = await ReplayAsync(calls, speed, times);
            output.WriteLine(
                $"{what}, round {round}: MycoPod {ours.TotalSeconds:0.00} s, the same calls and polls bare {bare.TotalSeconds:0.00} s, ratio {ours / bare:0.000}, {(ours - bare).TotalMilliseconds / Steps:0.0} ms a step more, {calls.Count} calls");
        }
    }

    private async Task<(TimeSpan Taken, IReadOnlyList<RecordedCall> Calls)> CarryOutAsync(double speed, ExecutionTimes times)
    {
        await using var bench = await ExecutionBench.StartAsync(postgres, speed, times);
        var id = await bench.QueueAsync(StepHarness.CreateAndStart([.. Enumerable.Range(1, Guests).Select(n => $"web-{n}")]));
        var watch = Stopwatch.StartNew();
        await bench.CarryOutAsync();
        var taken = watch.Elapsed;
        Assert.Equal(RunStatus.Succeeded, (await bench.ReadRunAsync(id)).Status);
        await using var context = bench.Database.OpenRuns();
        var exchanges = await context.Exchanges.Where(e => e.RunId == id).OrderBy(e => e.Id).ToListAsync(Token);
        return (taken, [.. exchanges.Select(RecordedCall.Of)]);
    }

    private static async Task<TimeSpan> ReplayAsync(IReadOnlyList<RecordedCall> calls, double speed, ExecutionTimes times)
    {
        var directory = Directory.CreateTempSubdirectory("mycopod-bare-");
        try
        {
            await using var sandbox = await SandboxServer.StartAsync(directory.FullName, speed, Token);
            using var bare = new BareCluster(sandbox, times);
            return await bare.ReplayAsync(calls);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
