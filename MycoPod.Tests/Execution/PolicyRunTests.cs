using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Core.Runs;
using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Execution;

/// <summary>The policy is asked again when a run begins and before each of its steps.</summary>
public sealed class PolicyRunTests(PostgresServer postgres)
{
    [Fact]
    public async Task A_guest_that_was_tagged_since_the_approval_is_not_touched()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        bench.WritePolicy("version: 1\nprotected:\n  tags: [prod]\n");
        var id = await bench.QueueAsync(Plan.Of([new StopGuest(StepHarness.Pihole)]));
        bench.Sandbox.State.Change(cluster => cluster.Guests.Single(g => g.Vmid == 101).Config["tags"] = "prod");
        await bench.CarryOutAsync();
        await AssertRefusedAsync(bench, id, "pihole (101) is protected: it is never changed or deleted (policy.yaml, line 3: protected.tags).");
    }

    [Fact]
    public async Task A_policy_that_cannot_be_used_allows_nothing()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        var id = await bench.QueueAsync(Plan.Of([new StopGuest(StepHarness.Pihole)]));
        bench.WritePolicy("version: 1\nprotekted: {}\n");
        await bench.CarryOutAsync();
        await AssertRefusedAsync(bench, id, "policy.yaml cannot be used, so nothing is planned or carried out: line 2: protekted: this key is not known here");
    }

    [Fact]
    public async Task A_change_of_the_policy_counts_for_the_steps_that_are_left()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        var id = await bench.QueueAsync(StepHarness.CreateAndStart("web-1"));

        // The cluster is slow enough for the policy to change while the container is made.
        await bench.Root.SetFaultAsync("""{"method":"POST","path":"/nodes/pve1/lxc","kind":"delay-before","seconds":1.5}""");
        var running = bench.CarryOutAsync();
        await UntilAsync(async () => (await bench.ReadRunAsync(id)).Steps[0].Status == StepStatus.Running && (await bench.CountExchangesAsync(id)) > 0);
        bench.WritePolicy("version: 1\nkinds:\n  deny: [start-guest]\n");
        await running;
        var run = await bench.ReadRunAsync(id);
        Assert.Equal((RunStatus.Errored, StepStatus.Succeeded, StepStatus.Failed), (run.Status, run.Steps[0].Status, run.Steps[1].Status));
        Assert.Equal("The policy denies start-guest (policy.yaml, line 3: kinds.deny). Nothing was sent.", run.Steps[1].Result);
    }

    private static async Task AssertRefusedAsync(ExecutionBench bench, Guid id, string reason)
    {
        var run = await bench.ReadRunAsync(id);
        Assert.Equal((RunStatus.Errored, StepStatus.Failed), (run.Status, run.Steps[0].Status));
        Assert.Contains(reason, run.Reason, StringComparison.Ordinal);
        Assert.StartsWith("Nothing was changed.", run.Reason, StringComparison.Ordinal);
        Assert.Empty(await bench.ReadSandboxRequestsAsync());
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var round = 0; !await isSo(); round++)
        {
            Assert.True(round < 500, "It did not come so far.");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
