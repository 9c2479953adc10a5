using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Core.Proxmox.Exchanges;
using MycoPod.Core.Runs;
using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Execution;

public sealed class RunTests(PostgresServer postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_containers_are_made_started_and_every_exchange_is_on_record()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        var id = await bench.QueueAsync(StepHarness.CreateAndStart("web-1", "web-2"));
        await bench.CarryOutAsync();

        var run = await bench.ReadRunAsync(id);
        Assert.Equal(RunStatus.Succeeded, run.Status);
        Assert.All(run.Steps, s => Assert.Equal(StepStatus.Succeeded, s.Status));
        var containers = await bench.ReadContainersAsync();
        Assert.Equal((1, true), containers["web-1"]);
        Assert.Equal((1, true), containers["web-2"]);

        await using var context = bench.Database.OpenRuns();
        var exchanges = await context.Exchanges.Where(e => e.RunId == id).ToListAsync(Token);
        Assert.Equal(4, exchanges.Count(e => e.Method == "POST"));
        var create = exchanges.First(e => e is { Method: "POST", StepNumber: 1 });
        Assert.Equal("/api2/json/nodes/pve1/lxc", create.Path);
        Assert.Contains("hostname=web-1", create.RequestBody, StringComparison.Ordinal);
        Assert.Contains("UPID:pve1:", create.ResponseBody, StringComparison.Ordinal);
        Assert.All(exchanges, e => Assert.Equal(200, e.StatusCode));
    }

    [Fact]
    public async Task The_journal_holds_intent_task_and_outcome_of_each_change_in_that_order()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        var id = await bench.QueueAsync(StepHarness.CreateAndStart("web-1"));
        await bench.CarryOutAsync();
        await using var context = bench.Database.OpenRuns();
        var journal = await context.Journal.Where(j => j.RunId == id).OrderBy(j => j.Id).ToListAsync(Token);
        Assert.Equal(
            [(1, JournalPhase.Intent), (1, JournalPhase.Task), (1, JournalPhase.Settled), (2, JournalPhase.Intent), (2, JournalPhase.Task), (2, JournalPhase.Settled)],
            journal.Select(j => (j.StepNumber, j.Phase)));
    }

    [Fact]
    public async Task No_secret_reaches_the_database()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        await bench.QueueAsync(StepHarness.CreateAndStart("web-1"));
        await bench.CarryOutAsync();
        var secret = bench.Sandbox.Agent.TokenSecret;
        await using var context = bench.Database.OpenRuns();
        Assert.Empty(await context.Exchanges.Where(e => (e.RequestBody + e.ResponseBody + e.Path + e.Failure).Contains(secret)).ToListAsync(Token));
        Assert.Empty(await context.Events.Where(e => e.Text != null && e.Text.Contains(secret)).ToListAsync(Token));
        Assert.Empty(await context.Journal.Where(j => j.Detail != null && j.Detail.Contains(secret)).ToListAsync(Token));
        Assert.DoesNotContain(secret, new SecretMask([secret]).Text($"x {secret}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guest_that_appeared_since_the_preview_is_a_conflict_and_nothing_is_changed()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        await bench.Root.RunAsync(bench.Root.CreateAsync("pve2", 500, ("hostname", "web-2")));
        var before = await bench.ReadSandboxRequestsAsync();
        var id = await bench.QueueAsync(StepHarness.CreateAndStart("web-1", "web-2"));
        await bench.CarryOutAsync();
        var run = await bench.ReadRunAsync(id);
        Assert.Equal(RunStatus.Errored, run.Status);
        Assert.StartsWith("Nothing was changed. Step 2: A guest named web-2 exists now (container 500 on pve2)", run.Reason, StringComparison.Ordinal);
        Assert.Equal(before, await bench.ReadSandboxRequestsAsync());
    }

    [Fact]
    public async Task A_number_that_means_another_guest_now_is_a_conflict()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        var stranger = new GuestReference("wiki-of-old", GuestKind.Ct, new("pve3"), new Vmid(102));
        var id = await bench.QueueAsync(Plan.Of([new StartGuest(stranger)]));
        await bench.CarryOutAsync();
        Assert.Contains("102 is now named old-wiki", (await bench.ReadRunAsync(id)).Reason, StringComparison.Ordinal);
        Assert.Empty(await bench.ReadSandboxRequestsAsync());
    }

    [Fact]
    public async Task A_task_that_fails_ends_the_run_with_its_reason_and_skips_the_rest()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        var plan = StepHarness.CreateAndStart("web-1");
        var create = Assert.IsType<CreateContainer>(plan.Steps[0]) with { Template = "local:vztmpl/nosuch.tar.zst" };
        var id = await bench.QueueAsync(Plan.Of([create, plan.Steps[1]]));
        await bench.CarryOutAsync();
        var run = await bench.ReadRunAsync(id);
        Assert.Equal(RunStatus.Errored, run.Status);
        Assert.Contains("vzcreate failed", run.Reason, StringComparison.Ordinal);
        Assert.Equal([StepStatus.Failed, StepStatus.Skipped], run.Steps.Select(s => s.Status));
    }

    [Fact]
    public async Task An_approval_that_ran_out_while_queued_starts_nothing()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        var id = await bench.QueueAsync(StepHarness.CreateAndStart("web-1"));
        await using (var context = bench.Database.OpenRuns())
        {
            await context.Runs.ExecuteUpdateAsync(s => s.SetProperty(r => r.StartBefore, TimeProvider.System.GetUtcNow().AddSeconds(-1)), Token);
        }

        await bench.CarryOutAsync();
        Assert.Equal(RunStatus.Expired, (await bench.ReadRunAsync(id)).Status);
        Assert.Empty(await bench.ReadSandboxRequestsAsync());
    }

    [Fact]
    public async Task A_stored_plan_that_is_not_the_approved_one_is_refused()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        var id = await bench.QueueAsync(StepHarness.CreateAndStart("web-1"));
        await using (var context = bench.Database.OpenRuns())
        {
            await context.Runs.ExecuteUpdateAsync(s => s.SetProperty(r => r.Plan, StepHarness.CreateAndStart("web-9").ToBytes()), Token);
        }

        await bench.CarryOutAsync();
        Assert.Equal(RunStatus.Refused, (await bench.ReadRunAsync(id)).Status);
        Assert.Empty(await bench.ReadSandboxRequestsAsync());
    }
}
