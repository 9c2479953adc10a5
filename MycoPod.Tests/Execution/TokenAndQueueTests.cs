using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Access;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Core.Runs;
using MycoPod.Reconciler.Credentials;
using MycoPod.Tests.Fixtures;
using static MycoPod.Tests.Execution.StepHarness;

namespace MycoPod.Tests.Execution;

/// <summary>A secret that is told once is kept in one place; copies of one guest queue up.</summary>
public sealed class TokenAndQueueTests(PostgresServer postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_secret_of_a_token_is_in_the_protected_directory_and_nowhere_else()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        await bench.LetAgentDoAllAsync();
        var step = new AddToken("anna@pve", "laptop", Separated: true, Comment: null);
        var run = await RunAsync(bench, [new AddUser("anna@pve", Email: null, [], Comment: null), step]);
        Assert.True(run.Status == RunStatus.Succeeded, run.Reason);
        Assert.Contains("in the file api-token-anna@pve-laptop of the Agent's protected directory", run.Steps[1].Result, StringComparison.Ordinal);

        await using var agent = bench.StartAgent();
        var directory = agent.GetRequiredService<ProtectedDirectory>();
        var secret = System.Text.Encoding.UTF8.GetString(directory.Find(step.FileName) ?? []);
        Assert.Equal(bench.Sandbox.Accounts.Tokens.Single(t => t.Id == "laptop").Secret, secret);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(directory.Path, step.FileName)));
        await using var runs = bench.Database.OpenRuns();
        Assert.NotEmpty(await runs.Exchanges.Where(e => e.RunId == run.Id).ToListAsync(Token));
        Assert.DoesNotContain(secret, System.Text.Json.JsonSerializer.Serialize(await runs.Exchanges.Where(e => e.RunId == run.Id).ToListAsync(Token)), StringComparison.Ordinal);
        Assert.DoesNotContain(secret, System.Text.Json.JsonSerializer.Serialize(await bench.ReadEventsAsync(run.Id)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_waits_until_its_source_is_free()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        await bench.LetAgentDoAllAsync();
        bench.ForgetSandboxRequests();
        bench.Sandbox.State.Change(cluster => { cluster.Guests.Single(g => g.Vmid == 102).Config["lock"] = "disk"; });
        var clone = new CloneGuest(OldWiki, "wiki-2", new("pve3"), Full: true, Storage: null, Snapshot: null);
        var id = await bench.QueueAsync(Plan.Of([clone]));
        var carried = bench.CarryOutAsync();
        while (!carried.IsCompleted && !(await bench.ReadEventsAsync(id)).Any(IsWaiting)) await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Token);
        bench.Sandbox.State.Change(cluster => { cluster.Guests.Single(g => g.Vmid == 102).Config.Remove("lock"); });
        await carried;
        var run = await bench.ReadRunAsync(id);
        Assert.True(run.Status == RunStatus.Succeeded, run.Reason);
        Assert.Single(await bench.ReadEventsAsync(id), IsWaiting);
        Assert.Single(await bench.ReadSandboxRequestsAsync());
    }

    private static bool IsWaiting(RunEvent e) => e.Text?.Contains("then this copy is made", StringComparison.Ordinal) == true;

    private static async Task<Run> RunAsync(ExecutionBench bench, IReadOnlyList<Step> steps)
    {
        var id = await bench.QueueAsync(Plan.Of(steps));
        await bench.CarryOutAsync();
        return await bench.ReadRunAsync(id);
    }
}
