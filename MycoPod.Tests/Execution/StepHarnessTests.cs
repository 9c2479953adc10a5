using System.Reflection;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using MycoPod.Core.Plans;
using MycoPod.Core.Runs;
using MycoPod.Reconciler.Execution;
using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Execution;

/// <summary>Every step kind: carried out, repeated, crashed after every write, failed at every request.</summary>
public sealed class StepHarnessTests(PostgresServer postgres)
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

    public static TheoryData<string> Kinds => StepHarness.Kinds;

    public static TheoryData<string> KindsWithTask => StepHarness.KindsWithTask;

    [Fact]
    public async Task Every_step_kind_is_covered_here_and_has_one_action()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        await using var agent = bench.StartAgent();
        var kinds = typeof(Step).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(a => (string)(a.TypeDiscriminator ?? "")).Order(StringComparer.Ordinal);
        Assert.Equal(kinds, StepHarness.Cases.Keys.Order(StringComparer.Ordinal));
        Assert.All(StepHarness.Cases.Values.SelectMany(c => c.Plan.Steps), step => Assert.Single(agent.GetServices<IStepAction>(), a => a.Handles(step)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Carried_out_it_succeeds_and_each_change_is_sent_once(string kind)
    {
        await using var bench = await PrepareAsync(kind);
        var id = await bench.QueueAsync(StepHarness.Cases[kind].Plan);
        await bench.CarryOutAsync();
        await AssertDoneOnceAsync(bench, id);
        var events = await bench.ReadEventsAsync(id);
        Assert.Equal(Enumerable.Range(1, events.Count).Select(n => (long)n), events.Select(e => e.Sequence));
        Assert.Equal([RunEventKind.RunQueued, RunEventKind.RunStarted, RunEventKind.StepStarted], events.Take(3).Select(e => e.Kind));
        Assert.Equal(RunEventKind.RunFinished, events[^1].Kind);
        if (StepHarness.Cases[kind].StartsTask) Assert.Contains(events, e => e is { StepNumber: 1, TaskLine: not null, Text: "TASK OK" });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Carried_out_again_it_changes_nothing_unless_acting_is_the_point(string kind)
    {
        await using var bench = await PrepareAsync(kind);
        var declaration = new Guid("0193a0f0-0000-7000-8000-0000000000aa");
        var first = Plan.Of([StepHarness.Cases[kind].Step]);
        await bench.QueueAsync(first, declaration);
        await bench.CarryOutAsync();
        var before = await bench.ReadSandboxRequestsAsync();

        var again = await bench.QueueAsync(first, declaration);
        await bench.CarryOutAsync();
        var (acts, run) = (StepHarness.Cases[kind].Step is IActingStep, await bench.ReadRunAsync(again));
        Assert.Equal((RunStatus.Succeeded, acts ? StepStatus.Succeeded : StepStatus.Unchanged), (run.Status, run.Steps[0].Status));
        Assert.Equal(acts ? [.. before, .. before] : before, await bench.ReadSandboxRequestsAsync());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Crashed_after_any_write_it_goes_on_and_nothing_is_done_twice(string kind)
    {
        await using var bench = await PrepareAsync(kind);
        var beginning = new SandboxSnapshot(bench.Sandbox);
        for (var write = 1; ; write++)
        {
            var id = await bench.QueueAsync(StepHarness.Cases[kind].Plan);
            try
            {
                await bench.CarryOutAsync(new CrashingWrites(write));
                Assert.True(write > 10, $"A run with {write} writes records too little.");
                return;
            }
            catch (CrashingWrites.CrashException)
            {
                // The Agent is gone; the next one knows only what is stored.
            }

            await bench.CarryOutAsync();
            await AssertDoneOnceOrLeftToAPersonAsync(bench, id, kind);
            beginning.Restore();
            bench.ForgetSandboxRequests();
        }
    }

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

    /// <summary>A cluster on which what the kind needs is done; what was done for it is forgotten.</summary>
    private async Task<ExecutionBench> PrepareAsync(string kind)
    {
        var bench = await ExecutionBench.StartAsync(postgres);
        await bench.LetAgentDoAllAsync();
        bench.ForgetSandboxRequests();
        if (StepHarness.Cases[kind].Before is not { } before) return bench;
        var id = await bench.QueueAsync(before);
        await bench.CarryOutAsync();
        Assert.Equal(RunStatus.Succeeded, (await bench.ReadRunAsync(id)).Status);
        bench.ForgetSandboxRequests();
        return bench;
    }

    /// <summary>A fault with the method and path of the first step's change.</summary>
    private static string Named(string fault, string kind)
    {
        var call = StepHarness.Cases[kind].Plan.Steps[0].Call(1, PlaceholderNames.Instance);
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

    private static async Task AssertDoneOnceOrLeftToAPersonAsync(ExecutionBench bench, Guid id, string kind)
    {
        var run = await bench.ReadRunAsync(id);
        if (run.Status != RunStatus.NeedsAttention || !StepHarness.Cases[kind].IsInvisible)
        {
            await AssertDoneOnceAsync(bench, id);
            return;
        }

        Assert.Contains("cannot be looked up", run.Reason, StringComparison.Ordinal);
        Assert.InRange((await bench.ReadSandboxRequestsAsync()).Count, 0, 1);
    }

    private static async Task AssertDoneOnceAsync(ExecutionBench bench, Guid id)
    {
        var run = await bench.ReadRunAsync(id);
        Assert.True(run.Status == RunStatus.Succeeded, $"{run.Status}: {run.Reason}");
        Assert.All(run.Steps, s => Assert.True(s.Status is StepStatus.Succeeded or StepStatus.Unchanged, $"step {s.Number}: {s.Status}"));
        var requests = await bench.ReadSandboxRequestsAsync();
        Assert.Equal(run.Steps.Count, requests.Count);
        Assert.Equal(requests.Count, requests.Distinct(StringComparer.Ordinal).Count());
        Assert.All(await bench.ReadContainersAsync(), c => Assert.Equal(1, c.Value.Count));
    }
}
