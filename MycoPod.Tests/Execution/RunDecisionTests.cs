using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Core.Plans.Steps.Shell;
using MycoPod.Core.Runs;
using MycoPod.Reconciler.Execution;
using MycoPod.Tests.Fixtures;
using MycoPod.Tests.Shell;

namespace MycoPod.Tests.Execution;

/// <summary>What people decide about runs after their approval: retried, a step taken as done, cancelled; and a pause.</summary>
public sealed class RunDecisionTests(PostgresServer postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_retry_goes_on_from_the_step_that_failed_and_does_nothing_twice()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        var id = await bench.QueueAsync(StepHarness.CreateAndStart("web-1", "web-2"));
        await bench.Root.SetFaultAsync("""{"kind":"task-error","type":"vzstart","message":"no such bridge"}""");
        await bench.CarryOutAsync();
        var failed = await bench.ReadRunAsync(id);
        Assert.Equal((RunStatus.Errored, 1), (failed.Status, failed.Attempt));
        Assert.Equal([StepStatus.Succeeded, StepStatus.Succeeded, StepStatus.Failed, StepStatus.Skipped], failed.Steps.Select(s => s.Status));

        Assert.Null(await DecideAsync(bench, decisions => decisions.TakeUpAsync(id, "anna", takesAsDone: false, _ => null, Token)));
        Assert.Equal(RunStatus.Queued, (await bench.ReadRunAsync(id)).Status);
        await bench.CarryOutAsync();
        var run = await bench.ReadRunAsync(id);
        Assert.Equal((RunStatus.Succeeded, 2, null), (run.Status, run.Attempt, run.Reason));
        Assert.Equal([StepStatus.Unchanged, StepStatus.Unchanged, StepStatus.Succeeded, StepStatus.Succeeded], run.Steps.Select(s => s.Status));
        var containers = await bench.ReadContainersAsync();
        Assert.Equal(((1, true), (1, true)), (containers["web-1"], containers["web-2"]));
        Assert.Equal(2, (await bench.ReadSandboxRequestsAsync()).Count(r => r == "POST /nodes/pve1/lxc"));
        var events = await bench.ReadEventsAsync(id);
        Assert.Equal(Enumerable.Range(1, events.Count).Select(n => (long)n), events.Select(e => e.Sequence));
        Assert.Contains(events, e => e is { Kind: RunEventKind.RunQueued, Text: "Attempt 2, ordered by anna." });
        Assert.EndsWith("there is nothing to take up again.", await DecideAsync(bench, d => d.TakeUpAsync(id, "anna", takesAsDone: false, _ => null, Token)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_that_ran_out_while_queued_does_nothing_and_another_one_goes_on()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        var id = await bench.QueueAsync(StepHarness.CreateAndStart("web-1"));
        await bench.Root.SetFaultAsync("""{"kind":"task-error","type":"vzstart","message":"no such bridge"}""");
        await bench.CarryOutAsync();
        await DecideAsync(bench, decisions => decisions.TakeUpAsync(id, "anna", takesAsDone: false, _ => null, Token));
        await using (var context = bench.Database.OpenRuns())
            await context.Runs.ExecuteUpdateAsync(s => s.SetProperty(r => r.StartBefore, TimeProvider.System.GetUtcNow().AddSeconds(-1)), Token);
        var before = (await bench.ReadSandboxRequestsAsync()).Count;
        await bench.CarryOutAsync();
        var late = await bench.ReadRunAsync(id);
        Assert.Equal((RunStatus.Errored, 2), (late.Status, late.Attempt));
        Assert.Equal(before, (await bench.ReadSandboxRequestsAsync()).Count);

        Assert.Null(await DecideAsync(bench, decisions => decisions.TakeUpAsync(id, "anna", takesAsDone: false, _ => null, Token)));
        await bench.CarryOutAsync();
        var run = await bench.ReadRunAsync(id);
        Assert.Equal((RunStatus.Succeeded, 3), (run.Status, run.Attempt));
        Assert.Equal([StepStatus.Unchanged, StepStatus.Succeeded], run.Steps.Select(s => s.Status));
    }

    [Fact]
    public async Task The_log_of_the_task_of_a_later_attempt_is_stored_whole()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        var id = await bench.QueueAsync(StepHarness.CreateAndStart("web-1"));
        await bench.Root.SetFaultAsync("""{"kind":"task-error","type":"vzcreate","message":"no space left"}""");
        await bench.CarryOutAsync();
        await DecideAsync(bench, decisions => decisions.TakeUpAsync(id, "anna", takesAsDone: false, _ => null, Token));
        await bench.CarryOutAsync();
        Assert.Equal(RunStatus.Succeeded, (await bench.ReadRunAsync(id)).Status);
        var lines = (await bench.ReadEventsAsync(id)).Where(e => e is { StepNumber: 1, TaskLine: not null }).Select(e => e.TaskLine ?? 0).ToList();
        Assert.Equal(2, lines.Count(l => l == 1));
        var second = lines.Skip(lines.LastIndexOf(1)).ToList();
        Assert.Equal(Enumerable.Range(1, second.Count), second);
        Assert.Equal((1, true), (await bench.ReadContainersAsync())["web-1"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_step_nobody_can_tell_of_is_a_persons_to_judge(bool takesAsDone)
    {
        await using var bench = await ShellBench.StartAsync(postgres);
        var log = bench.FileOf(ShellBench.One, "srv/begun");
        var id = await bench.QueueAsync(Plan.Of([
            new RunOnNode(ShellBench.One, "echo x >> /srv/begun; if [ $(wc -l < /srv/begun) = 1 ]; then sleep 60; fi", Check: null), new RunOnNode(ShellBench.One, "touch /srv/after", Check: null)]));
        var running = bench.CarryOutAsync();
        await ShellBench.UntilAsync(() => File.Exists(log));
        bench.Sandbox.Ssh?.CutSessions();
        await running;
        Assert.Equal(RunStatus.NeedsAttention, (await bench.ReadRunAsync(id)).Status);
        Assert.Null(await DecideAsync(bench, decisions => decisions.TakeUpAsync(id, "anna", takesAsDone, _ => null, Token)));
        await bench.CarryOutAsync();
        var run = await bench.ReadRunAsync(id);
        Assert.Equal((RunStatus.Succeeded, 2), (run.Status, run.Attempt));
        Assert.Equal(takesAsDone ? 1 : 2, (await File.ReadAllLinesAsync(log, Token)).Length);
        Assert.Equal(takesAsDone, run.Steps[0].Result?.StartsWith("Taken as done by anna", StringComparison.Ordinal));
        Assert.True(File.Exists(bench.FileOf(ShellBench.One, "srv/after")));
    }

    [Fact]
    public async Task A_last_step_that_is_taken_as_done_ends_the_run()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        var id = await bench.QueueAsync(Plan.Of([new BackUpGuest(StepHarness.Pihole, "tank", "snapshot")]));
        await bench.Root.SetFaultAsync("""{"method":"POST","path":"/nodes/{node}/vzdump","kind":"drop-before"}""");
        await bench.CarryOutAsync();
        Assert.Equal(RunStatus.NeedsAttention, (await bench.ReadRunAsync(id)).Status);
        Assert.Null(await DecideAsync(bench, decisions => decisions.TakeUpAsync(id, "anna", takesAsDone: true, _ => null, Token)));
        await bench.CarryOutAsync();
        Assert.Equal(RunStatus.Succeeded, (await bench.ReadRunAsync(id)).Status);
        Assert.DoesNotContain(await bench.ReadSandboxRequestsAsync(), r => r.EndsWith("/vzdump", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_retry_follows_the_task_whose_end_nobody_saw_and_sends_nothing_again()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        var id = await bench.QueueAsync(Plan.Of([new BackUpGuest(StepHarness.Pihole, "tank", "snapshot")]));
        await bench.Root.SetFaultAsync("""{"method":"GET","path":"/nodes/{node}/tasks/{upid}/status","kind":"status","status":595,"message":"Connection refused","times":1000}""");
        await bench.CarryOutAsync();
        Assert.Equal(RunStatus.Errored, (await bench.ReadRunAsync(id)).Status);
        await bench.Root.ClearFaultsAsync();
        Assert.Null(await DecideAsync(bench, decisions => decisions.TakeUpAsync(id, "anna", takesAsDone: false, _ => null, Token)));
        await bench.CarryOutAsync();
        Assert.Equal(RunStatus.Succeeded, (await bench.ReadRunAsync(id)).Status);
        Assert.Single(await bench.ReadSandboxRequestsAsync(), r => r.EndsWith("/vzdump", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_order_that_is_refused_leaves_a_cancel_as_it_is()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        var id = await bench.QueueAsync(StepHarness.CreateAndStart("web-1", "web-2"));
        await Assert.ThrowsAsync<CrashingWrites.CrashException>(() => bench.CarryOutAsync(new CrashingWrites(10)));
        await using var agent = bench.StartAgent();
        var decisions = agent.GetRequiredService<RunDecisions>();
        Assert.Null(await decisions.CancelAsync(id, new("anna", StopsTask: false), Token));
        Assert.Equal("no", await decisions.TakeUpAsync(id, "eve", takesAsDone: false, _ => "no", Token));
        Assert.Equal("anna", agent.GetRequiredService<CancelRequests>().Find(id)?.By);
    }

    [Fact]
    public async Task A_run_that_waits_is_cancelled_before_it_begins()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        var id = await bench.QueueAsync(StepHarness.CreateAndStart("web-1"));
        Assert.Null(await DecideAsync(bench, decisions => decisions.CancelAsync(id, new("anna", StopsTask: false), Token)));
        await bench.CarryOutAsync();
        var run = await bench.ReadRunAsync(id);
        Assert.Equal((RunStatus.Cancelled, "Cancelled by anna before it began. Nothing was changed."), (run.Status, run.Reason));
        Assert.All(run.Steps, s => Assert.Equal(StepStatus.Cancelled, s.Status));
        Assert.Empty(await bench.ReadSandboxRequestsAsync());
        Assert.EndsWith("has ended already. Nothing was done.", await DecideAsync(bench, d => d.CancelAsync(id, new("anna", StopsTask: false), Token)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, StepStatus.Succeeded, 1)]
    [InlineData(true, StepStatus.Cancelled, 0)]
    public async Task A_run_under_way_is_cancelled_with_its_task_finished_or_stopped(bool stopsTask, StepStatus first, int made)
    {
        await using var bench = await ExecutionBench.StartAsync(postgres, speed: 2, ExecutionBench.Short);
        var id = await bench.QueueAsync(StepHarness.CreateAndStart("web-1", "web-2"));
        await using var agent = bench.StartAgent();
        var next = await agent.GetRequiredService<RunLedger>().FindNextAsync(onlyUnderWay: false, Token) ?? throw new InvalidOperationException("no run");
        var running = agent.GetRequiredService<RunExecutor>().ExecuteAsync(next, Token);
        await ShellBench.UntilAsync(() => HasTask(bench, id));
        Assert.Null(await agent.GetRequiredService<RunDecisions>().CancelAsync(id, new("anna", stopsTask), Token));
        await running;
        var run = await bench.ReadRunAsync(id);
        Assert.Equal((RunStatus.Cancelled, first), (run.Status, run.Steps[0].Status));
        Assert.All(run.Steps.Skip(1), s => Assert.Equal((StepStatus.Cancelled, null), (s.Status, s.StartedAt)));
        Assert.StartsWith("Cancelled by anna.", run.Reason, StringComparison.Ordinal);
        Assert.Contains("Not begun: steps 2 to 4 (", run.Reason, StringComparison.Ordinal);
        Assert.Equal(made, bench.Sandbox.State.Read(c => c.Guests.Count(g => g.Name == "web-1")));
    }

    [Fact]
    public async Task A_cancelled_run_stays_cancelled_for_an_Agent_that_starts_later()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        var id = await bench.QueueAsync(StepHarness.CreateAndStart("web-1", "web-2"));
        await Assert.ThrowsAsync<CrashingWrites.CrashException>(() => bench.CarryOutAsync(new CrashingWrites(10)));
        Assert.Equal(RunStatus.Running, (await bench.ReadRunAsync(id)).Status);
        Assert.Null(await DecideAsync(bench, decisions => decisions.CancelAsync(id, new("anna", StopsTask: false), Token)));
        await bench.CarryOutAsync();
        var run = await bench.ReadRunAsync(id);
        Assert.Equal(RunStatus.Cancelled, run.Status);
        Assert.Contains(run.Steps, s => s.Status == StepStatus.Cancelled);
        Assert.DoesNotContain(run.Steps, s => s.Status is StepStatus.Running or StepStatus.Pending);
    }

    [Fact]
    public async Task While_it_is_paused_no_step_is_begun_and_after_it_the_run_goes_on()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres, speed: 2, ExecutionBench.Short);
        var id = await bench.QueueAsync(StepHarness.CreateAndStart("web-1", "web-2"));
        await using (var agent = bench.StartAgent())
        {
            var next = await agent.GetRequiredService<RunLedger>().FindNextAsync(onlyUnderWay: false, Token) ?? throw new InvalidOperationException("no run");
            var running = agent.GetRequiredService<RunExecutor>().ExecuteAsync(next, Token);
            await ShellBench.UntilAsync(() => HasTask(bench, id));
            agent.GetRequiredService<PauseSwitch>().Begin("anna");
            await running;
        }

        var paused = await bench.ReadRunAsync(id);
        Assert.Equal(RunStatus.Running, paused.Status);
        Assert.Equal([StepStatus.Succeeded, StepStatus.Pending, StepStatus.Pending, StepStatus.Pending], paused.Steps.Select(s => s.Status));

        await using (var restarted = bench.StartAgent())
        {
            var pauses = restarted.GetRequiredService<PauseSwitch>();
            Assert.Equal("anna", pauses.Current?.By);
            pauses.End();
        }

        await bench.CarryOutAsync();
        Assert.Equal(RunStatus.Succeeded, (await bench.ReadRunAsync(id)).Status);
    }

    private static bool HasTask(ExecutionBench bench, Guid id)
    {
        using var context = bench.Database.OpenRuns();
        return context.Journal.Any(j => j.RunId == id && j.Phase == JournalPhase.Task);
    }

    private static async Task<string?> DecideAsync(ExecutionBench bench, Func<RunDecisions, Task<string?>> decide)
    {
        await using var agent = bench.StartAgent();
        return await decide(agent.GetRequiredService<RunDecisions>());
    }
}
