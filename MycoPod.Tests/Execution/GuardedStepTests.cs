using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Core.Plans.Steps.Networks;
using MycoPod.Core.Plans.Steps.Storages;
using MycoPod.Core.Runs;
using MycoPod.Tests.Fixtures;
using static MycoPod.Tests.Execution.StepHarness;

namespace MycoPod.Tests.Execution;

/// <summary>What could do harm by meeting something else than was planned with is looked at right before.</summary>
public sealed class GuardedStepTests(PostgresServer postgres)
{
    [Fact]
    public async Task Another_snapshot_under_that_name_is_left_alone()
    {
        await using var bench = await BeginAsync();
        var later = await RunAsync(bench, [new CreateSnapshot(OldWiki, "safe", WithMemory: false), new StartGuest(OldWiki)]);
        Assert.Equal(RunStatus.Succeeded, later.Status);
        bench.ForgetSandboxRequests();
        foreach (var step in new Step[] { new RollBackSnapshot(OldWiki, "safe") { TakenAt = SnapshotsTakenAt }, new DeleteSnapshot(OldWiki, "safe", SnapshotsTakenAt) })
        {
            var run = await RunAsync(bench, [step]);
            Assert.Equal(RunStatus.Errored, run.Status);
            Assert.Contains("2025-10-09 08:53:20 UTC", run.Reason, StringComparison.Ordinal);
        }

        Assert.Empty(await bench.ReadSandboxRequestsAsync());
    }

    [Fact]
    public async Task A_snapshot_that_the_plan_takes_may_be_gone_back_to_and_deleted()
    {
        await using var bench = await BeginAsync();
        var run = await RunAsync(bench, [new CreateSnapshot(OldWiki, "safe", WithMemory: false), new RollBackSnapshot(OldWiki, "safe"), new DeleteSnapshot(OldWiki, "safe", TakenAt: null)]);
        Assert.True(run.Status == RunStatus.Succeeded, run.Reason);
        Assert.Equal(3, (await bench.ReadSandboxRequestsAsync()).Count);
    }

    [Fact]
    public async Task A_file_of_that_name_without_a_checksum_is_a_conflict()
    {
        await using var bench = await BeginAsync();
        var checkedFile = new DownloadFile(new("pve1"), "tank", "iso", "debian-12.iso", "https://cdimage.debian.org/debian-12.iso", new string('a', 64), "sha256");
        Assert.Equal(RunStatus.Succeeded, (await RunAsync(bench, [checkedFile])).Status);
        bench.ForgetSandboxRequests();
        var run = await RunAsync(bench, [checkedFile with { Checksum = null, ChecksumAlgorithm = null }]);
        Assert.Equal(RunStatus.Errored, run.Status);
        Assert.Contains("without a checksum nobody can tell", run.Reason, StringComparison.Ordinal);
        Assert.Empty(await bench.ReadSandboxRequestsAsync());
    }

    [Fact]
    public async Task An_interface_that_got_an_address_since_is_not_changed_without_it()
    {
        await using var bench = await BeginAsync();
        var step = new ConfigureInterface(new("pve1"), "vmbr0", "bridge", [new("bridge_ports", "enp1s0", "enp1s0"), new("comments", null, "uplink"), new("autostart", "1", "1")]);
        var run = await RunAsync(bench, [step]);
        Assert.Equal(RunStatus.Errored, run.Status);
        Assert.Contains("which the change does not carry and so would take away", run.Reason, StringComparison.Ordinal);
        Assert.Empty(await bench.ReadSandboxRequestsAsync());
    }

    [Fact]
    public async Task What_a_running_vm_takes_over_later_is_said()
    {
        await using var bench = await BeginAsync();
        var run = await RunAsync(bench, [new ConfigureGuest(Nas, [new FieldChange("memory", "4096", "8192")])]);
        Assert.Equal("nas has memory 8 GiB (memory applies at the next start)", run.Steps[0].Result);
    }

    [Fact]
    public async Task What_was_refused_and_stored_all_the_same_is_said_so()
    {
        await using var bench = await BeginAsync();
        await bench.Root.SetFaultAsync("""{"method":"PUT","path":"/nodes/{node}/qemu/{vmid}/config","kind":"status-after","status":400,"message":"hotplug problem - memory unplug failed"}""");
        var run = await RunAsync(bench, [new ConfigureGuest(Nas, [new FieldChange("memory", "4096", "2048")])]);
        Assert.True(run.Status == RunStatus.Succeeded, run.Reason);
        Assert.Contains("memory applies at the next start", run.Steps[0].Result, StringComparison.Ordinal);
        Assert.Contains("hotplug problem", run.Steps[0].Result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_that_goes_on_after_its_answer_was_lost_is_waited_for()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres, speed: 100, ExecutionBench.Times with { GraceOfWork = TimeSpan.FromSeconds(20) });
        await bench.LetAgentDoAllAsync();
        await bench.Root.SetFaultAsync("""{"method":"POST","path":"/storage","kind":"status","status":596,"message":"Connection timed out"}""");
        var carried = RunAsync(bench, [new AddStorage("backups", "nfs", ["backup"], [], [new("server", "192.168.1.9"), new("export", "/srv/backups")])]);
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.False(carried.IsCompleted);
        Dictionary<string, string> storage = new(StringComparer.Ordinal) { ["storage"] = "backups", ["type"] = "nfs", ["server"] = "192.168.1.9", ["export"] = "/srv/backups", ["content"] = "backup" };
        Assert.Equal(200, (await bench.Root.SendAsync(HttpMethod.Post, "/storage", storage)).Status);
        Assert.Equal(RunStatus.Succeeded, (await carried).Status);
    }

    private async Task<ExecutionBench> BeginAsync()
    {
        var bench = await ExecutionBench.StartAsync(postgres);
        await bench.LetAgentDoAllAsync();
        bench.ForgetSandboxRequests();
        return bench;
    }

    private static async Task<Run> RunAsync(ExecutionBench bench, IReadOnlyList<Step> steps)
    {
        var id = await bench.QueueAsync(Plan.Of(steps));
        await bench.CarryOutAsync();
        return await bench.ReadRunAsync(id);
    }
}
