using MycoPod.Core.Plans;
using MycoPod.Core.Runs;
using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Execution;

/// <summary>Every step kind: failed at each request, and with a cluster that goes away.</summary>
public sealed class StepFaultTests(PostgresServer postgres) : StepHarnessTest(postgres)
{
    private static readonly string[] Faults =
    [
        """{"method":"METHOD","path":"PATH","kind":"drop-before"}""",
        """{"method":"METHOD","path":"PATH","kind":"drop-after"}""",
        """{"method":"METHOD","path":"PATH","kind":"status","status":596,"message":"Connection timed out"}""",
        """{"method":"METHOD","path":"PATH","kind":"status","status":595,"message":"Connection refused"}""",
        """{"method":"GET","path":"/nodes/{node}/tasks/{upid}/status","kind":"drop-before"}""",
        """{"method":"GET","path":"/nodes/{node}/tasks/{upid}/log","kind":"status","status":596,"message":"Connection timed out"}""",
        """{"method":"GET","path":"/nodes/{node}/lxc/{vmid}/config","kind":"drop-after","times":3}""",
        """{"method":"GET","path":"/nodes/{node}/qemu/{vmid}/config","kind":"drop-after","times":3}""",
    ];

    public static TheoryData<string> KindsWithTask => StepHarness.KindsWithTask;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Failed_at_any_request_it_does_nothing_twice_and_leaves_nothing_unknown(string kind)
    {
        await using var bench = await PrepareAsync(kind);
        var beginning = new SandboxSnapshot(bench.Sandbox);
        foreach (var fault in Faults)
        {
            await bench.Root.SetFaultAsync(Named(fault, kind));
            var id = await bench.QueueAsync(StepHarness.Cases[kind].Plan);
            await bench.CarryOutAsync();
            var run = await bench.ReadRunAsync(id);
            if (run.Status == RunStatus.Errored) await AssertLeftAsItWasAsync(bench, run);
            else await AssertDoneOnceOrLeftToAPersonAsync(bench, id, kind);
            await bench.Root.ClearFaultsAsync();
            beginning.Restore();
            bench.ForgetSandboxRequests();
        }
    }

    [Theory]
    [MemberData(nameof(KindsWithTask))]
    public async Task A_cluster_that_goes_away_while_a_task_runs_is_not_sent_the_change_again(string kind)
    {
        await using var bench = await PrepareAsync(kind);
        await bench.Root.SetFaultAsync("""{"method":"GET","path":"/nodes/{node}/tasks/{upid}/status","kind":"status","status":595,"message":"Connection refused","times":1000}""");
        var id = await bench.QueueAsync(StepHarness.Cases[kind].Plan);
        await bench.CarryOutAsync();
        var run = await bench.ReadRunAsync(id);
        Assert.Equal(RunStatus.Errored, run.Status);
        Assert.Contains("it may have gone on", run.Reason, StringComparison.Ordinal);
        Assert.Single(await bench.ReadSandboxRequestsAsync());
    }

    [Theory]
    [MemberData(nameof(KindsWithTask))]
    public async Task A_cluster_that_goes_away_with_the_answer_leaves_the_run_to_a_person(string kind)
    {
        await using var bench = await PrepareAsync(kind);
        await bench.Root.SetFaultAsync(Named("""{"method":"METHOD","path":"PATH","kind":"drop-after"}""", kind));
        await bench.Root.SetFaultAsync("""{"method":"GET","path":"/nodes/{node}/tasks","kind":"status","status":595,"message":"Connection refused","times":1000}""");
        await bench.Root.SetFaultAsync("""{"method":"GET","path":"/cluster/tasks","kind":"status","status":595,"message":"Connection refused","times":1000}""");
        var id = await bench.QueueAsync(StepHarness.Cases[kind].Plan);
        await bench.CarryOutAsync();
        var run = await bench.ReadRunAsync(id);
        Assert.Equal(RunStatus.NeedsAttention, run.Status);
        Assert.Contains("its answer was lost", run.Reason, StringComparison.Ordinal);
        Assert.Single(await bench.ReadSandboxRequestsAsync());
    }

    /// <summary>A fault with the method and path of the first step's change.</summary>
    private static string Named(string fault, string kind)
    {
        var call = Assert.IsType<ApiCall>(StepHarness.Cases[kind].Plan.Steps[0].Call(1, PlaceholderNames.Instance));
        var path = string.Join('/', call.Path.Split('/').Select((part, index) => index switch { 2 => "{node}", 4 => "{vmid}", 6 => "{snapname}", _ => part }));
        return fault.Replace("METHOD", call.Method, StringComparison.Ordinal).Replace("PATH", path, StringComparison.Ordinal);
    }

    /// <summary>A request that was lost on its way and left no trace: said so, nothing was made, the rest is skipped.</summary>
    private static async Task AssertLeftAsItWasAsync(ExecutionBench bench, Run run)
    {
        Assert.Equal(RunStatus.Errored, run.Status);
        Assert.Contains("no trace", run.Reason, StringComparison.Ordinal);
        Assert.Empty(await bench.ReadSandboxRequestsAsync());
        Assert.Equal([StepStatus.Failed, StepStatus.Skipped], run.Steps.Select(s => s.Status));
    }
}
