using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Core.Runs;
using MycoPod.Tests.Fixtures;
using static MycoPod.Tests.Execution.StepHarness;

namespace MycoPod.Tests.Execution;

public sealed class DeletionRunTests(PostgresServer postgres)
{
    [Fact]
    public async Task Guests_that_run_are_stopped_and_deleted_with_their_disks_and_nothing_else_is()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        var run = await CarryOutAsync(bench, new StopGuest(Pihole), new DeleteGuest(Pihole), new StopGuest(Nas), new DeleteGuest(Nas));
        Assert.True(run.Status == RunStatus.Succeeded, run.Reason);
        Assert.Equal("pihole (101) and its disks are deleted", run.Steps[1].Result);
        Assert.Equal(["old-wiki"], (await bench.ReadContainersAsync()).Keys);
        Assert.Equal([102L, 9000L, 9001L, 9001L], bench.Sandbox.State.Read(c => c.Volumes.Select(v => v.Vmid).OfType<long>().Order().ToArray()));
        Assert.Equal(
            ["POST /nodes/pve1/lxc/101/status/stop", "DELETE /nodes/pve1/lxc/101", "POST /nodes/pve2/qemu/100/status/stop", "DELETE /nodes/pve2/qemu/100"],
            await bench.ReadSandboxRequestsAsync());
    }

    [Fact]
    public async Task A_guest_that_is_gone_already_is_as_the_step_wants_it()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        var run = await CarryOutAsync(bench, new DeleteGuest(OldWiki with { Vmid = new Vmid(105) }));
        Assert.Equal((RunStatus.Succeeded, StepStatus.Unchanged, "There is no container 105 (old-wiki) any more"), (run.Status, run.Steps[0].Status, run.Steps[0].Result));
        Assert.Empty(await bench.ReadSandboxRequestsAsync());
    }

    [Fact]
    public async Task A_guest_that_runs_without_a_stop_in_the_plan_is_a_conflict_and_nothing_is_changed()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        var run = await CarryOutAsync(bench, new DeleteGuest(OldWiki), new DeleteGuest(Pihole));
        Assert.Equal("Nothing was changed. Step 2: pihole runs, and only a stopped guest is deleted. Stop it, or preview again.", run.Reason);
        Assert.Empty(await bench.ReadSandboxRequestsAsync());
    }

    [Fact]
    public async Task A_guest_that_was_started_again_in_between_is_not_deleted()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        var run = await CarryOutAsync(bench, new StartGuest(OldWiki), new DeleteGuest(OldWiki));
        Assert.Equal("Step 2: old-wiki runs, and only a stopped guest is deleted. Stop it, or preview again.", run.Reason);
        Assert.Equal(["POST /nodes/pve3/lxc/102/status/start"], await bench.ReadSandboxRequestsAsync());
    }

    [Theory]
    [InlineData("old-wiki", "pve1", null, "102 is no longer container old-wiki on pve1: it was moved, or the number is another guest's now. Preview again.")]
    [InlineData("wiki", "pve3", null, "102 is now named old-wiki; when this was planned it was wiki. Preview again.")]
    [InlineData("old-wiki", "pve3", "mycopod:0193a0f0-0000-7000-8000-0000000000aa/1/1", "102 is another guest of the name old-wiki than the one this was planned for. Preview again.")]
    public async Task A_number_that_means_another_guest_now_is_a_conflict(string name, string node, string? marker, string expected)
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        var run = await CarryOutAsync(bench, new DeleteGuest(OldWiki with { Name = name, Node = new(node), Marker = marker }));
        Assert.Equal($"Nothing was changed. Step 1: {expected}", run.Reason);
        Assert.Empty(await bench.ReadSandboxRequestsAsync());
    }

    [Fact]
    public async Task A_newcomer_that_took_name_and_number_is_not_deleted()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        Configure(bench, config => config["net0"] = config["net0"].Replace("BC:24:11:00:01:02", "BC:24:11:7A:00:01", StringComparison.Ordinal));
        var run = await CarryOutAsync(bench, new DeleteGuest(OldWiki));
        Assert.Equal(
            "Nothing was changed. Step 1: 102 has net0=BC:24:11:7A:00:01; when this was planned old-wiki had net0=BC:24:11:00:01:02. It may be another guest. Preview again.",
            run.Reason);
        Assert.Empty(await bench.ReadSandboxRequestsAsync());
    }

    [Fact]
    public async Task A_number_that_is_taken_again_right_after_the_deletion_is_no_failure_of_it()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);

        // The task's log is read after its end: until then the newcomer is there.
        await bench.Root.SetFaultAsync("""{"method":"GET","path":"/nodes/{node}/tasks/{upid}/status","kind":"delay-before","seconds":2}""");
        var id = await bench.QueueAsync(Plan.Of([new DeleteGuest(OldWiki)]));
        var carrying = bench.CarryOutAsync();
        while (bench.Sandbox.State.Read(c => c.FindGuest(102) is not null)) await Task.Yield();
        const string template = "local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst";
        await bench.Root.PostAsync(
            "/nodes/pve3/lxc", ("vmid", "102"), ("hostname", "old-wiki"), ("ostemplate", template), ("rootfs", "local-lvm:4"), ("net0", "name=eth0,bridge=vmbr0"));
        await carrying;
        var run = await bench.ReadRunAsync(id);
        Assert.Equal((RunStatus.Succeeded, "old-wiki (102) and its disks are deleted"), (run.Status, run.Steps[0].Result));
        Assert.Equal(["DELETE /nodes/pve3/lxc/102", "POST /nodes/pve3/lxc"], await bench.ReadSandboxRequestsAsync());
    }

    [Fact]
    public async Task A_protected_guest_stays_and_the_cluster_says_why()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        Configure(bench, config => config["protection"] = "1");
        var run = await CarryOutAsync(bench, new DeleteGuest(OldWiki));
        Assert.Equal((RunStatus.Errored, "Step 1: can't remove CT 102 - protection mode enabled (500)"), (run.Status, run.Reason));
        Assert.Contains("old-wiki", (await bench.ReadContainersAsync()).Keys);
    }

    [Fact]
    public async Task A_guest_that_is_being_backed_up_is_waited_for()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        Configure(bench, config => config["lock"] = "backup");
        var id = await bench.QueueAsync(Plan.Of([new DeleteGuest(OldWiki)]));
        var carrying = bench.CarryOutAsync();

        // It was looked at, found locked, and looked at again.
        while (await bench.CountExchangesAsync(id) < 4) await Task.Yield();
        Assert.Empty(await bench.ReadSandboxRequestsAsync());
        Configure(bench, config => config.Remove("lock"));
        await carrying;
        Assert.Equal(RunStatus.Succeeded, (await bench.ReadRunAsync(id)).Status);
        Assert.Equal(["DELETE /nodes/pve3/lxc/102"], await bench.ReadSandboxRequestsAsync());
    }

    private static void Configure(ExecutionBench bench, Action<SortedDictionary<string, string>> change) => bench.Sandbox.State.Change(cluster =>
    {
        if (cluster.FindGuest(102) is { } guest) change(guest.Config);
    });

    private static async Task<Run> CarryOutAsync(ExecutionBench bench, params Step[] steps)
    {
        var id = await bench.QueueAsync(Plan.Of(steps));
        await bench.CarryOutAsync();
        return await bench.ReadRunAsync(id);
    }
}
