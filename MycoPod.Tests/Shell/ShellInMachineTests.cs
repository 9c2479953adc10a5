using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MycoPod.Core.Plans.Steps.Shell;
using MycoPod.Core.Runs;
using MycoPod.Reconciler.Shell;
using MycoPod.Tests.Execution;
using MycoPod.Tests.Fixtures;
using static MycoPod.Tests.Execution.StepHarness;

namespace MycoPod.Tests.Shell;

/// <summary>Commands in VMs, by their agent and over SSH, and waiting for guests.</summary>
public sealed class ShellInMachineTests(PostgresServer postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_agent_runs_a_command_and_its_output_is_in_the_log()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        Assert.Equal(RunStatus.Succeeded, (await bench.CarryOutAsync([.. ShellHarness.WithAgent])).Status);
        var run = await bench.CarryOutAsync(RunInGuest.In(Nas, "cat /etc/hostname; echo 'two words' > /root/said", "test -e /root/said"));
        Assert.True(run.Status == RunStatus.Succeeded, run.Reason);
        Assert.Equal(["nas"], await bench.ReadOutputAsync(run.Id));
        Assert.Equal("two words\n", await File.ReadAllTextAsync(bench.FileOf(Nas, "root/said"), Token));
        await using var context = bench.Database.OpenRuns();
        Assert.StartsWith("process ", (await context.Journal.SingleAsync(j => j.RunId == run.Id && j.Phase == JournalPhase.Task, Token)).Detail, StringComparison.Ordinal);

        var failed = await bench.CarryOutAsync(RunInGuest.In(Nas, "echo broken >&2; exit 7"));
        Assert.Equal("The command ended with exit status 7. Its last lines:\nbroken", failed.Steps[0].Result);
    }

    [Fact]
    public async Task An_agent_that_is_not_there_is_told_and_nothing_is_unknown()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        var run = await bench.CarryOutAsync(RunInGuest.In(Nas, "true"));
        Assert.Equal(RunStatus.Errored, run.Status);
        Assert.Contains("No QEMU guest agent configured", run.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_that_cloud_init_gave_the_key_is_logged_in_to_and_its_host_key_is_kept()
    {
        await using var bench = await ShellBench.StartAsync(postgres);
        var step = RunInGuest.BySsh(Nas, Environment.UserName, "cat /etc/hostname", address: $"127.0.0.1:{bench.Sandbox.Ssh?.MachinePorts[100]}");
        Assert.Contains("does not let", (await bench.CarryOutAsync(step)).Reason, StringComparison.Ordinal);
        await bench.LetAgentLogInAsync();
        var run = await bench.CarryOutAsync(step);
        Assert.True(run.Status == RunStatus.Succeeded, run.Reason);
        Assert.Equal(["nas"], await bench.ReadOutputAsync(run.Id));
    }

    [Fact]
    public async Task A_machine_that_shows_another_host_key_than_at_first_is_refused_with_both()
    {
        await using var bench = await ShellBench.StartAsync(postgres);
        await using var agent = bench.StartAgent();
        Assert.Null(agent.GetRequiredService<GuestHostKeys>().Refuse("nas", $"100 {Nas.HardwareId}", "SHA256:first"));
        var run = await bench.CarryOutAsync(RunInGuest.BySsh(Nas, Environment.UserName, "true", address: $"127.0.0.1:{bench.Sandbox.Ssh?.MachinePorts[100]}"));
        Assert.Contains($"nas shows another host key than at first contact: {bench.Sandbox.Ssh?.HostKey} instead of SHA256:first.", run.Reason, StringComparison.Ordinal);
        Assert.Contains("guest-host-keys.json", run.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guests_are_waited_for_until_they_answer_or_the_deadline_says_what_was_seen_last()
    {
        await using var bench = await ShellBench.StartAsync(postgres);
        var there = await bench.CarryOutAsync(new WaitForGuest(Pihole, GuestSign.Address, 5), new WaitForGuest(Nas, GuestSign.Ssh, 5, $"127.0.0.1:{bench.Sandbox.Ssh?.MachinePorts[100]}"));
        Assert.True(there.Status == RunStatus.Succeeded, there.Reason);
        Assert.Equal(["pihole has an address", "nas answers over SSH"], there.Steps.Select(s => s.Result));

        var never = await bench.CarryOutAsync(new WaitForGuest(Nas, GuestSign.Agent, 1));
        Assert.Equal(RunStatus.Errored, never.Status);
        Assert.Contains("nas was waited for 1 s in vain. Last seen: No QEMU guest agent configured", never.Reason, StringComparison.Ordinal);
        Assert.StartsWith("Not yet: No QEMU guest agent configured", (await bench.ReadOutputAsync(never.Id))[0], StringComparison.Ordinal);
        var refused = await bench.CarryOutAsync(new WaitForGuest(Nas, GuestSign.Ssh, 1, $"127.0.0.1:{FreePort.Take()}"));
        Assert.Contains("no SSH at 127.0.0.1", refused.Reason, StringComparison.Ordinal);
    }
}
