using System.Reflection;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using MycoPod.Core.Plans;
using MycoPod.Core.Runs;
using MycoPod.Reconciler.Execution;
using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Execution;

/// <summary>Every step kind: carried out, and repeated.</summary>
public sealed class StepHarnessTests(PostgresServer postgres) : StepHarnessTest(postgres)
{
    [Fact]
    public async Task Every_step_kind_is_covered_here_and_has_one_action()
    {
        await using var bench = await ExecutionBench.StartAsync(Postgres);
        await using var agent = bench.StartAgent();
        var kinds = typeof(Step).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(a => (string)(a.TypeDiscriminator ?? "")).Order(StringComparer.Ordinal);
        Assert.Equal(kinds, StepHarness.Cases.Keys.Concat(ShellHarness.Cases.Keys).Order(StringComparer.Ordinal));
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
}
