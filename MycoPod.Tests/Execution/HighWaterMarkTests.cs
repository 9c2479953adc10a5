using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Runs;
using MycoPod.Reconciler.Credentials;
using MycoPod.Reconciler.Execution;
using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Execution;

/// <summary>A database that knows less than the Agent did executes nothing again.</summary>
public sealed class HighWaterMarkTests(PostgresServer postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_approval_that_was_carried_out_is_refused_by_a_database_that_was_lost()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        var first = await bench.QueueAsync(StepHarness.CreateAndStart("web-1"));
        await bench.CarryOutAsync();
        var nonce = (await bench.ReadRunAsync(first)).Nonce;
        bench.ForgetSandboxRequests();

        await bench.LoseDatabaseAsync(postgres);
        var again = await bench.QueueAsync(StepHarness.CreateAndStart("web-1"), approval: nonce);
        await bench.CarryOutAsync();
        var run = await bench.ReadRunAsync(again);
        Assert.Equal(RunStatus.Refused, run.Status);
        Assert.StartsWith("The Agent's own record tells of more that was done under this approval", run.Reason, StringComparison.Ordinal);
        Assert.All(run.Steps, s => Assert.Equal(StepStatus.Skipped, s.Status));
        Assert.Empty(await bench.ReadSandboxRequestsAsync());
    }

    [Fact]
    public async Task A_run_that_an_old_backup_shows_at_work_needs_attention()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        var id = await bench.QueueAsync(StepHarness.CreateAndStart("web-1"));
        await bench.CarryOutAsync();
        bench.ForgetSandboxRequests();
        await using (var context = Core.Data.RunsDatabase.Open(bench.Database.Owner))
        {
            await context.Database.ExecuteSqlAsync($"DELETE FROM runs.journal WHERE run_id = {id} AND step_number = 2", Token);
            await context.Database.ExecuteSqlAsync($"UPDATE runs.steps SET status = 'Running' WHERE run_id = {id} AND number = 2", Token);
            await context.Database.ExecuteSqlAsync($"UPDATE runs.runs SET status = 'Running' WHERE id = {id}", Token);
        }

        await bench.CarryOutAsync();
        var run = await bench.ReadRunAsync(id);
        Assert.Equal((RunStatus.NeedsAttention, StepStatus.Failed), (run.Status, run.Steps[1].Status));
        Assert.Empty(await bench.ReadSandboxRequestsAsync());
    }

    [Fact]
    public async Task What_was_queued_or_under_way_before_a_restore_is_not_carried_out()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        var id = await bench.QueueAsync(StepHarness.CreateAndStart("web-1"));
        new HighWaterMark(new ProtectedDirectory(bench.CredentialsFolder)).MarkRestored(TimeProvider.System.GetUtcNow().AddSeconds(1));
        await bench.CarryOutAsync();
        var run = await bench.ReadRunAsync(id);
        Assert.Equal(RunStatus.Refused, run.Status);
        Assert.Contains("comes from a backup", run.Reason, StringComparison.Ordinal);
        Assert.Empty(await bench.ReadSandboxRequestsAsync());
    }

    [Fact]
    public void It_outlives_the_process_and_a_line_that_was_cut_short()
    {
        var folder = Directory.CreateTempSubdirectory("mycopod-mark-");
        try
        {
            var directory = new ProtectedDirectory(folder.FullName);
            var path = Path.Combine(folder.FullName, "intended");
            var mark = new HighWaterMark(directory);
            mark.Raise("one");
            mark.Raise("one");
            mark.Raise("two");
            File.AppendAllText(path, "three 1");
            mark = new(directory);
            mark.Raise("two");
            mark = new(directory);
            Assert.Equal((2, 2, 0), (mark.Of("one"), mark.Of("two"), mark.Of("three")));
            Assert.Equal("one 2\ntwo 2\n", File.ReadAllText(path));
            File.WriteAllText(path, "nonsense\n");
            Assert.Throws<IOException>(() => new HighWaterMark(directory));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
