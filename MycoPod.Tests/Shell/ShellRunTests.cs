using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Plans.Steps.Shell;
using MycoPod.Core.Runs;
using MycoPod.Tests.Execution;
using MycoPod.Tests.Fixtures;
using static MycoPod.Tests.Execution.StepHarness;

namespace MycoPod.Tests.Shell;

/// <summary>Commands over SSH and by the agent: carried out, checked, failed, refused.</summary>
public sealed class ShellRunTests(PostgresServer postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_command_runs_in_the_container_and_its_output_is_in_the_log_and_in_one_exchange()
    {
        await using var bench = await ShellBench.StartAsync(postgres);
        var run = await bench.CarryOutAsync(RunInGuest.In(Pihole, "cat /etc/hostname\necho \"it's $((6 * 7))\" | tee /root/answer\necho oops >&2"));
        Assert.True(run.Status == RunStatus.Succeeded, run.Reason);
        Assert.Equal(["it's 42", "oops", "pihole"], (await bench.ReadOutputAsync(run.Id)).Order(StringComparer.Ordinal));
        Assert.Equal("it's 42\n", await File.ReadAllTextAsync(bench.FileOf(Pihole, "root/answer"), Token));
        await using var context = bench.Database.OpenRuns();
        var exchange = await context.Exchanges.SingleAsync(e => e.RunId == run.Id && e.Method == "SSH", Token);
        Assert.Equal(("pve1", "pve1: pct exec 101", 0, "exit status 0"), (exchange.Node, exchange.Path, exchange.StatusCode, exchange.Reason));
        Assert.StartsWith("cat /etc/hostname\necho", exchange.RequestBody, StringComparison.Ordinal);
        Assert.Contains("it's 42\n", exchange.ResponseBody, StringComparison.Ordinal);
        Assert.Equal([JournalPhase.Intent, JournalPhase.Settled], await context.Journal.Where(j => j.RunId == run.Id).OrderBy(j => j.Id).Select(j => j.Phase).ToListAsync(Token));
    }

    [Fact]
    public async Task A_container_knows_its_own_name_also_a_new_one()
    {
        await using var bench = await ShellBench.StartAsync(postgres);
        var plan = CreateAndStart("web-1");
        var run = await bench.CarryOutAsync([RunInGuest.In(Pihole, "hostname"), .. plan.Steps, RunInGuest.In(plan.Steps[0].Target ?? Pihole, "hostname; cat /etc/hostname")]);
        Assert.True(run.Status == RunStatus.Succeeded, run.Reason);
        Assert.Equal(["pihole", "web-1", "web-1"], (await bench.ReadOutputAsync(run.Id)).Where(l => l is "pihole" or "web-1" or "pve1"));
    }

    [Fact]
    public async Task A_command_that_is_not_needed_by_its_check_is_not_run()
    {
        await using var bench = await ShellBench.StartAsync(postgres);
        var step = new RunOnNode(ShellBench.One, "echo x >> /srv/log", "test -e /srv/log");
        var first = await bench.CarryOutAsync(step);
        var second = await bench.CarryOutAsync(step);
        Assert.Equal((StepStatus.Succeeded, "The command was run on pve1, and its check succeeds"), (first.Steps[0].Status, first.Steps[0].Result));
        Assert.Equal((StepStatus.Unchanged, "The check succeeds already, so the command was not run"), (second.Steps[0].Status, second.Steps[0].Result));
        Assert.Equal("x\n", await File.ReadAllTextAsync(bench.FileOf(ShellBench.One, "srv/log"), Token));
    }

    [Fact]
    public async Task A_failing_command_says_its_exit_status_and_its_last_lines()
    {
        await using var bench = await ShellBench.StartAsync(postgres);
        var run = await bench.CarryOutAsync(RunInGuest.In(Pihole, "seq 1 9; echo no such thing >&2; exit 3"), new RunOnNode(ShellBench.One, "true", Check: null));
        Assert.Equal((RunStatus.Errored, StepStatus.Failed, StepStatus.Skipped), (run.Status, run.Steps[0].Status, run.Steps[1].Status));
        Assert.StartsWith("The command ended with exit status 3. Its last lines:\n", run.Steps[0].Result, StringComparison.Ordinal);
        Assert.Contains("no such thing", run.Steps[0].Result, StringComparison.Ordinal);
        Assert.DoesNotContain("\n1\n", run.Steps[0].Result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_does_not_do_what_its_check_looks_for_has_failed()
    {
        await using var bench = await ShellBench.StartAsync(postgres);
        var run = await bench.CarryOutAsync(RunInGuest.In(Pihole, "true", "echo not there; false"));
        Assert.Equal((StepStatus.Failed, "The command succeeded, but its check does not: exit status 1. Its last lines:\nnot there"), (run.Steps[0].Status, run.Steps[0].Result));
    }

    [Fact]
    public async Task A_container_that_does_not_run_or_is_another_is_told_in_words()
    {
        await using var bench = await ShellBench.StartAsync(postgres);
        Assert.Contains("container '102' not running!", (await bench.CarryOutAsync(RunInGuest.In(OldWiki, "true"))).Reason, StringComparison.Ordinal);
        Assert.Contains("when this was planned it was dns", (await bench.CarryOutAsync(RunInGuest.In(Pihole with { Name = "dns" }, "true"))).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_policy_does_not_allow_is_refused_before_anything_and_the_rule_is_named()
    {
        await using var bench = await ShellBench.StartAsync(postgres);
        bench.WritePolicy("version: 1\nshell:\n  guests: off\n");
        var onNode = await bench.CarryOutAsync(new RunOnNode(ShellBench.One, "touch /srv/x", Check: null));
        var inContainer = await bench.CarryOutAsync(RunInGuest.In(Pihole, "touch /srv/x"));
        Assert.Contains("Nothing was changed. Step 1: Commands on nodes are off (policy.yaml, line 3: shell.nodes).", onNode.Reason, StringComparison.Ordinal);
        Assert.Contains("Commands in guests are off (policy.yaml, line 3: shell.guests).", inContainer.Reason, StringComparison.Ordinal);
        Assert.False(File.Exists(bench.FileOf(ShellBench.One, "srv/x")));
    }

    [Fact]
    public async Task Another_host_key_is_refused_with_both_fingerprints()
    {
        await using var bench = await ShellBench.StartAsync(postgres);
        var wrong = $"SHA256:{new string('A', 43)}";
        bench.ChangeCredentials(ssh => ssh["hostKeys"] = new JsonObject { ["pve1"] = wrong });
        var run = await bench.CarryOutAsync(new RunOnNode(ShellBench.One, "touch /srv/x", Check: null));
        Assert.Contains($"pve1 shows another host key than the credentials name: {bench.Sandbox.Ssh?.HostKey} instead of {wrong}.", run.Reason, StringComparison.Ordinal);
        Assert.Contains("name no host key of pve2", (await bench.CarryOutAsync(new RunOnNode(new("pve2"), "true", Check: null))).Reason, StringComparison.Ordinal);
        Assert.False(File.Exists(bench.FileOf(ShellBench.One, "srv/x")));
    }

    [Fact]
    public async Task A_key_that_the_node_does_not_know_is_refused_in_words_and_without_the_key()
    {
        await using var bench = await ShellBench.StartAsync(postgres);
        using var other = System.Security.Cryptography.RSA.Create(2048);
        bench.ChangeCredentials(ssh => ssh["privateKey"] = other.ExportRSAPrivateKeyPem());
        var run = await bench.CarryOutAsync(new RunOnNode(ShellBench.One, "true", Check: null));
        Assert.Contains("pve1 does not let root in over SSH with this key".Replace("root", Environment.UserName, StringComparison.Ordinal), run.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", run.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_cannot_be_reached_is_tried_again_and_then_named()
    {
        await using var bench = await ShellBench.StartAsync(postgres);
        bench.ChangeCredentials(ssh => ssh["addresses"] = new JsonObject { ["pve1"] = $"127.0.0.1:{FreePort.Take()}" });
        var run = await bench.CarryOutAsync(new RunOnNode(ShellBench.One, "true", Check: null));
        Assert.Contains("pve1 cannot be reached over SSH at 127.0.0.1", run.Reason, StringComparison.Ordinal);
        Assert.Equal(3, (await bench.ReadEventsAsync(run.Id)).Count(e => e.Kind == RunEventKind.Retrying));
    }

    [Fact]
    public async Task A_hundred_thousand_lines_arrive_whole_and_in_order()
    {
        await using var bench = await ShellBench.StartAsync(postgres);
        var run = await bench.CarryOutAsync(RunInGuest.In(Pihole, "seq 1 100000"));
        Assert.True(run.Status == RunStatus.Succeeded, run.Reason);
        Assert.Equal(Enumerable.Range(1, 100_000).Select(n => $"{n}"), await bench.ReadOutputAsync(run.Id));
        await using var context = bench.Database.OpenRuns();
        var kept = (await context.Exchanges.SingleAsync(e => e.RunId == run.Id && e.Method == "SSH", Token)).ResponseBody ?? "";
        Assert.InRange(kept.Length, 60_000, 140_000);
        Assert.StartsWith("1\n2\n", kept, StringComparison.Ordinal);
        Assert.EndsWith("99999\n100000\n", kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_that_a_command_writes_are_masked_everywhere()
    {
        await using var bench = await ShellBench.StartAsync(postgres);
        var secret = bench.Sandbox.Agent.TokenSecret;
        var keyLine = bench.Sandbox.Ssh?.PrivateKey.Split('\n')[1] ?? "";
        await File.WriteAllTextAsync(bench.FileOf(Pihole, "root/leak"), $"token {secret}\n{keyLine}\n", Token);
        var run = await bench.CarryOutAsync(RunInGuest.In(Pihole, "cat /root/leak; exit 1"));
        await using var context = bench.Database.OpenRuns();
        var exchange = await context.Exchanges.SingleAsync(e => e.RunId == run.Id && e.Method == "SSH", Token);
        string[] texts = [run.Reason ?? "", run.Steps[0].Result ?? "", exchange.ResponseBody ?? "", .. await bench.ReadOutputAsync(run.Id)];
        Assert.All(texts, text => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        Assert.All(texts, text => Assert.DoesNotContain(keyLine, text, StringComparison.Ordinal));
        Assert.Contains("token ••••••", await bench.ReadOutputAsync(run.Id));
    }
}
