using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Core.Plans.Steps.Shell;
using MycoPod.Core.Plans.Validation;
using MycoPod.Tests.Execution;
using MycoPod.Tests.Planning;

namespace MycoPod.Tests.Plans;

/// <summary>What is shown of a command is what runs, whole.</summary>
public sealed class ShellStepTests
{
    private static readonly GuestReference Made = new("web-1", GuestKind.Ct, new("pve1"));

    [Fact]
    public void The_way_follows_from_the_guest()
    {
        Assert.Equal(ShellWay.Pct, RunInGuest.In(StepHarness.Pihole, "true").Way);
        Assert.Equal(ShellWay.Agent, RunInGuest.In(StepHarness.Nas, "true").Way);
        Assert.Equal(ShellWay.Ssh, RunInGuest.BySsh(StepHarness.Nas, "debian", "true").Way);
    }

    [Fact]
    public void The_note_is_the_exact_command_on_every_way()
    {
        const string command = "echo 'it''s'\necho $HOME";
        Assert.Equal(
            [
                "ssh pve1: pct exec {id of web-1} -- /bin/sh -c 'echo '\\''it'\\'''\\''s'\\''\necho $HOME'",
                "POST /nodes/pve2/qemu/100/agent/exec  command=/bin/sh command=-c command=echo 'it''s'\necho $HOME",
                "ssh debian@{address}: echo 'it''s'\necho $HOME",
                "ssh debian@192.168.1.9:2222: echo 'it''s'\necho $HOME",
                "ssh pve2: /bin/sh -c 'zpool list'\nunless this succeeds: ssh pve2: /bin/sh -c 'true'",
            ],
            NotesOf(
                RunInGuest.In(Made, command),
                RunInGuest.In(StepHarness.Nas, command),
                RunInGuest.BySsh(StepHarness.Nas, "debian", command),
                RunInGuest.BySsh(StepHarness.Nas, "debian", command, address: "192.168.1.9:2222"),
                new RunOnNode(new("pve2"), "zpool list", "true")));
    }

    [Fact]
    public void What_goes_over_SSH_to_a_node_holds_no_part_of_the_command()
    {
        var call = Assert.IsType<NodeCommand>(RunInGuest.In(StepHarness.Pihole, "rm -rf /; $(reboot)").Call(1, PlaceholderNames.Instance));
        Assert.Equal("sudo -n /usr/local/sbin/mycopod-node pct-exec 101", call.Line);
        Assert.Equal("sudo -n /usr/local/sbin/mycopod-node run", Assert.IsType<NodeCommand>(new RunOnNode(new("pve1"), "true", Check: null).Call(1, PlaceholderNames.Instance)).Line);
    }

    [Fact]
    public void A_title_stays_short_and_a_plan_file_keeps_a_long_command_together()
    {
        var plan = Plan.Of([RunInGuest.In(StepHarness.Pihole, $"set -e\n\n# a step\n{string.Join('\n', Enumerable.Repeat("apt-get update", 40))}")]);
        Assert.InRange(plan.Steps[0].Title.Length, 20, 110);
        var markdown = PlanMarkdown.Write(plan);
        Assert.DoesNotContain("\n# a step", markdown, StringComparison.Ordinal);
        Assert.Equal(40, markdown.Split("\n       apt-get update").Length - 1);
    }

    [Theory]
    [InlineData("", "The command is empty.")]
    [InlineData(" \n", "The command is empty.")]
    [InlineData("true\r\n", "cannot be seen")]
    [InlineData("a\u001b[2Kb", "cannot be seen")]
    [InlineData("a\0b", "cannot be seen")]
    [InlineData("rm \u202e/ fr-", "cannot be seen")]
    [InlineData("rm\u200b -rf", "cannot be seen")]
    [InlineData("a\u2028b", "cannot be seen")]
    [InlineData("a\ud800b", "cannot be seen")]
    public void A_command_that_does_not_show_what_it_is_is_refused(string command, string problem)
    {
        Assert.Contains(PlanRules.Check(Plan.Of([RunInGuest.In(StepHarness.Nas, command)])), p => p.Text.Contains(problem, StringComparison.Ordinal));
        Assert.Contains(PlanRules.Check(Plan.Of([new RunOnNode(new("pve1"), command, Check: null)])), p => p.Text.Contains(problem, StringComparison.Ordinal));
        Assert.Contains(PlanRules.Check(Plan.Of([RunInGuest.In(StepHarness.Nas, "true", command)])), p => p.Text.StartsWith("The check", StringComparison.Ordinal));
    }

    [Fact]
    public void Tabs_line_ends_and_any_language_are_fine_up_to_the_limit()
    {
        Assert.Empty(RunInGuest.In(StepHarness.Nas, "\tprintf 'äöü 日本 🍄'\n").CheckArguments());
        Assert.Empty(RunInGuest.In(StepHarness.Nas, new string('a', ShellText.MaxLength)).CheckArguments());
        Assert.NotEmpty(RunInGuest.In(StepHarness.Nas, new string('a', ShellText.MaxLength + 1)).CheckArguments());
    }

    [Fact]
    public void A_way_that_the_guest_does_not_have_is_refused()
    {
        Assert.NotEmpty((RunInGuest.In(StepHarness.Pihole, "true") with { Way = ShellWay.Agent }).CheckArguments());
        Assert.NotEmpty((RunInGuest.In(StepHarness.Nas, "true") with { Way = ShellWay.Pct }).CheckArguments());
        Assert.NotEmpty((RunInGuest.In(StepHarness.Nas, "true") with { User = "debian" }).CheckArguments());
        Assert.NotEmpty(RunInGuest.BySsh(StepHarness.Nas, "-oProxyCommand=x", "true").CheckArguments());
        Assert.NotEmpty(RunInGuest.BySsh(StepHarness.Nas, "debian", "true", address: "nas.lan").CheckArguments());
        Assert.NotEmpty(RunInGuest.BySsh(StepHarness.Nas, "debian", "true", address: "10.0.0.1:70000").CheckArguments());
        Assert.NotEmpty(new WaitForGuest(StepHarness.Pihole, GuestSign.Agent, 60).CheckArguments());
        Assert.NotEmpty(new WaitForGuest(StepHarness.Nas, GuestSign.Address, 0).CheckArguments());
        Assert.Empty(new WaitForGuest(StepHarness.Pihole, GuestSign.Ssh, 60).CheckArguments());
    }

    [Fact]
    public void A_guest_has_to_run_by_then()
    {
        var wiki = TestCluster.Snapshot.Guests.First(g => g.Power == GuestPower.Stopped && !g.IsTemplate);
        var step = RunInGuest.In(GuestReference.To(wiki), "true");
        var wait = new WaitForGuest(GuestReference.To(wiki), GuestSign.Address, 60);
        Assert.Equal(
            [$"{wiki.Name} is stopped: commands are run in a running guest only. Start it first.", $"{wiki.Name} is stopped: it would be waited for in vain. Start it first."],
            InventoryRules.Check(Plan.Of([step, wait]), TestCluster.Snapshot).Select(p => p.Text));
        Assert.Empty(InventoryRules.Check(Plan.Of([new StartGuest(GuestReference.To(wiki)), step, wait]), TestCluster.Snapshot));
    }

    [Fact]
    public void A_command_is_a_risk_of_its_own_and_waiting_is_none_to_speak_of()
    {
        Assert.Equal([Risk.Shell, Risk.Shell, Risk.Change], ShellHarness.Cases.Values.Select(c => c.Step.Risk));
        Assert.Equal("1 guest waited for, 1 command run, 2 node commands run", PlanSummary.Of(Plan.Of(
            [RunInGuest.In(StepHarness.Nas, "true"), new RunOnNode(new("pve1"), "true", null), new RunOnNode(new("pve2"), "true", null), new WaitForGuest(StepHarness.Nas, GuestSign.Ssh, 60)])));
    }

    private static IEnumerable<string> NotesOf(params Step[] steps) => PlannedStep.Of(Plan.Of(steps)).Select(s => s.Note);
}
