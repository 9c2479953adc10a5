using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Core.Plans.Steps.Shell;
using MycoPod.Core.Runs;
using MycoPod.Reconciler.Execution;
using MycoPod.Tests.Execution;
using MycoPod.Tests.Fixtures;
using static MycoPod.Tests.Execution.StepHarness;

namespace MycoPod.Tests.Shell;

/// <summary>Commands whose end is not learnt: the connection is lost, the Agent ends, the run is cancelled.</summary>
public sealed class ShellLossTests(PostgresServer postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lost_connection_without_a_check_leaves_the_run_to_a_person()
    {
        await using var bench = await ShellBench.StartAsync(postgres);
        var run = await CutOffAsync(bench, new(ShellBench.One, "echo x >> /srv/begun; sleep 60", Check: null));
        Assert.Equal(RunStatus.NeedsAttention, run.Status);
        Assert.Contains("The connection to pve1 was lost after the command was sent", run.Reason, StringComparison.Ordinal);
        Assert.Contains("cannot be looked up: the command has no check.", run.Reason, StringComparison.Ordinal);
        Assert.Equal("x\n", await File.ReadAllTextAsync(bench.FileOf(ShellBench.One, "srv/begun"), Token));
    }

    [Fact]
    public async Task A_lost_connection_is_settled_by_the_check_where_it_succeeds()
    {
        await using var bench = await ShellBench.StartAsync(postgres);
        var run = await CutOffAsync(bench, new(ShellBench.One, "echo x >> /srv/begun; sleep 60", "test -e /srv/begun"));
        Assert.Equal((RunStatus.Succeeded, StepStatus.Succeeded), (run.Status, run.Steps[0].Status));
        Assert.Equal("x\n", await File.ReadAllTextAsync(bench.FileOf(ShellBench.One, "srv/begun"), Token));
    }

    [Fact]
    public async Task A_lost_connection_is_a_failure_where_the_check_says_that_the_work_is_not_done()
    {
        await using var bench = await ShellBench.StartAsync(postgres);
        var run = await CutOffAsync(bench, new(ShellBench.One, "echo x >> /srv/begun; sleep 60; touch /srv/done", "test -e /srv/done"));
        Assert.Equal((RunStatus.Errored, StepStatus.Failed), (run.Status, run.Steps[0].Status));
        Assert.Contains("By its check it did not do its work; it may have run in part", run.Reason, StringComparison.Ordinal);
        Assert.Equal("x\n", await File.ReadAllTextAsync(bench.FileOf(ShellBench.One, "srv/begun"), Token));
    }

    [Theory]
    [InlineData("test -s /srv/log")]
    [InlineData(null)]
    public async Task An_Agent_that_ends_at_any_write_does_nothing_twice(string? check)
    {
        await using var bench = await ShellBench.StartAsync(postgres);
        var log = bench.FileOf(ShellBench.One, "srv/log");
        for (var write = 1; ; write++)
        {
            var id = await bench.QueueAsync(Plan.Of([new RunOnNode(ShellBench.One, "echo x >> /srv/log; echo said", check)]));
            try
            {
                await bench.CarryOutAsync(new CrashingWrites(write));
                Assert.True(write > 6, $"A run with {write} writes records too little.");
                return;
            }
            catch (CrashingWrites.CrashException)
            {
                // The Agent is gone; the next one knows only what is stored.
            }

            await bench.CarryOutAsync();
            var run = await bench.ReadRunAsync(id);
            var times = File.Exists(log) ? (await File.ReadAllLinesAsync(log, Token)).Length : 0;
            if (check is null && run.Status == RunStatus.NeedsAttention) Assert.InRange(times, 0, 1);
            else Assert.Equal((RunStatus.Succeeded, 1), (run.Status, times));
            File.Delete(log);
        }
    }

    [Fact]
    public async Task An_Agent_that_ends_while_a_guest_agent_runs_a_command_follows_it_on()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        Assert.Equal(RunStatus.Succeeded, (await bench.CarryOutAsync([.. ShellHarness.WithAgent])).Status);
        bench.ForgetSandboxRequests();
        for (var write = 1; ; write++)
        {
            var log = bench.FileOf(Nas, $"srv/log{write}");
            var id = await bench.QueueAsync(Plan.Of([RunInGuest.In(Nas, $"echo x >> /srv/log{write}; echo said")]));
            try
            {
                await bench.CarryOutAsync(new CrashingWrites(write));
                return;
            }
            catch (CrashingWrites.CrashException)
            {
                await bench.CarryOutAsync();
            }

            var run = await bench.ReadRunAsync(id);
            var times = File.Exists(log) ? (await File.ReadAllLinesAsync(log, Token)).Length : 0;
            if (run.Status == RunStatus.NeedsAttention) Assert.InRange(times, 0, 1);
            else Assert.Equal((RunStatus.Succeeded, 1), (run.Status, times));
        }
    }

    [Fact]
    public async Task A_command_in_a_machine_is_not_run_again_while_the_first_may_be_at_it()
    {
        await using var bench = await ShellBench.StartAsync(postgres);
        await bench.LetAgentLogInAsync();
        var address = $"127.0.0.1:{bench.Sandbox.Ssh?.MachinePorts[100]}";
        var isLeftToAPerson = false;
        for (var write = 1; ; write++)
        {
            var log = bench.FileOf(Nas, $"srv/log{write}");
            var id = await bench.QueueAsync(Plan.Of([RunInGuest.BySsh(Nas, Environment.UserName, $"echo x >> /srv/log{write}; sleep 0.2; touch /srv/done{write}", $"test -e /srv/done{write}", address)]));
            try
            {
                await bench.CarryOutAsync(new CrashingWrites(write));
                break;
            }
            catch (CrashingWrites.CrashException)
            {
                await bench.CarryOutAsync();
            }

            var run = await bench.ReadRunAsync(id);
            var times = File.Exists(log) ? (await File.ReadAllLinesAsync(log, Token)).Length : 0;
            isLeftToAPerson |= run.Status == RunStatus.NeedsAttention;
            if (run.Status == RunStatus.NeedsAttention) Assert.InRange(times, 0, 1);
            else Assert.Equal((RunStatus.Succeeded, 1), (run.Status, times));
        }

        Assert.True(isLeftToAPerson);
    }

    [Fact]
    public async Task Cancelling_ends_the_command_on_the_node()
    {
        await using var bench = await ShellBench.StartAsync(postgres);
        await bench.QueueAsync(Plan.Of([new RunOnNode(ShellBench.One, "touch /srv/begun; sleep 4242.17", Check: null)]));
        await using var agent = bench.StartAgent();
        var next = await agent.GetRequiredService<RunLedger>().FindNextAsync(onlyUnderWay: false, Token);
        using var cancelling = new CancellationTokenSource();
        var running = agent.GetRequiredService<RunExecutor>().ExecuteAsync(next ?? throw new InvalidOperationException("no run"), cancelling.Token);
        await ShellBench.UntilAsync(() => File.Exists(bench.FileOf(ShellBench.One, "srv/begun")));
        await ShellBench.UntilAsync(() => IsRunning("4242.17"));
        await cancelling.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await ShellBench.UntilAsync(() => !IsRunning("4242.17"));
    }

    [Fact]
    public async Task Whoever_cancels_the_run_can_have_its_command_stopped()
    {
        await using var bench = await ShellBench.StartAsync(postgres);
        var id = await bench.QueueAsync(Plan.Of([RunInGuest.In(Pihole, "echo first; sleep 4242.18"), new StopGuest(Pihole)]));
        await using var agent = bench.StartAgent();
        var next = await agent.GetRequiredService<RunLedger>().FindNextAsync(onlyUnderWay: false, Token) ?? throw new InvalidOperationException("no run");
        var running = agent.GetRequiredService<RunExecutor>().ExecuteAsync(next, Token);
        await ShellBench.UntilAsync(() => IsRunning("4242.18"));
        Assert.Null(await agent.GetRequiredService<RunDecisions>().CancelAsync(id, new("anna", StopsTask: false), Token));
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, Token);
        Assert.True(IsRunning("4242.18"), "What shall be finished was stopped.");
        Assert.Null(await agent.GetRequiredService<RunDecisions>().CancelAsync(id, new("anna", StopsTask: true), Token));
        await running;
        await ShellBench.UntilAsync(() => !IsRunning("4242.18"));

        var run = await bench.ReadRunAsync(id);
        Assert.Equal((RunStatus.Cancelled, StepStatus.Cancelled, StepStatus.Cancelled), (run.Status, run.Steps[0].Status, run.Steps[1].Status));
        Assert.Equal("The command was told to stop, and what it did until then stays. Look in pihole whether it heeded that.", run.Steps[0].Result);
        Assert.Contains("first", await bench.ReadOutputAsync(id));
        await using var context = bench.Database.OpenRuns();
        var exchange = await context.Exchanges.SingleAsync(e => e.RunId == id && e.Method == "SSH", Token);
        Assert.Equal(("first\n", "anna cancelled the run and had it stopped."), (exchange.ResponseBody, exchange.Failure));
    }

    private static bool IsRunning(string argument) => Directory.EnumerateDirectories("/proc").Where(d => int.TryParse(Path.GetFileName(d), out _)).Any(d =>
    {
        try
        {
            return File.ReadAllText(Path.Combine(d, "cmdline")).Split('\0').Contains(argument);
        }
        catch (IOException)
        {
            return false;
        }
    });

    private static async Task<Run> CutOffAsync(ExecutionBench bench, RunOnNode step)
    {
        var id = await bench.QueueAsync(Plan.Of([step]));
        var running = bench.CarryOutAsync();
        await ShellBench.UntilAsync(() => File.Exists(bench.FileOf(ShellBench.One, "srv/begun")));
        bench.Sandbox.Ssh?.CutSessions();
        await running;
        return await bench.ReadRunAsync(id);
    }
}
