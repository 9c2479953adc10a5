using MycoPod.Core.Plans;
using MycoPod.Core.Runs;
using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Execution;

/// <summary>What the tests over every step kind share.</summary>
public abstract class StepHarnessTest(PostgresServer postgres)
{
    public static TheoryData<string> Kinds => StepHarness.Kinds;

    protected PostgresServer Postgres => postgres;

    /// <summary>A cluster on which what the kind needs is done; what was done for it is forgotten.</summary>
    private protected async Task<ExecutionBench> PrepareAsync(string kind)
    {
        var bench = await ExecutionBench.StartAsync(postgres, StepHarness.Cases[kind].NeedsSsh);
        await bench.LetAgentDoAllAsync();
        bench.PutUpload(ClusterHarness.UploadName, ClusterHarness.UploadContent);
        if (StepHarness.Cases[kind].NeedsSsh) bench.AllowNodeCommands();
        bench.ForgetSandboxRequests();
        if (StepHarness.Cases[kind].Before is not { } before) return bench;
        var id = await bench.QueueAsync(before);
        await bench.CarryOutAsync();
        Assert.Equal(RunStatus.Succeeded, (await bench.ReadRunAsync(id)).Status);
        bench.DateCopies(StepHarness.SnapshotsTakenAt);
        bench.ForgetSandboxRequests();
        return bench;
    }

    private protected static async Task AssertDoneOnceOrLeftToAPersonAsync(ExecutionBench bench, Guid id, string kind)
    {
        var run = await bench.ReadRunAsync(id);
        if (run.Status != RunStatus.NeedsAttention || !StepHarness.Cases[kind].IsInvisible)
        {
            await AssertDoneOnceAsync(bench, id);
            return;
        }

        Assert.Contains("cannot be looked up", run.Reason, StringComparison.Ordinal);
        Assert.InRange((await bench.ReadSandboxRequestsAsync()).Count, 0, 1);
    }

    private protected static async Task AssertDoneOnceAsync(ExecutionBench bench, Guid id)
    {
        var run = await bench.ReadRunAsync(id);
        Assert.True(run.Status == RunStatus.Succeeded, $"{run.Status}: {run.Reason}");
        Assert.All(run.Steps, s => Assert.True(s.Status is StepStatus.Succeeded or StepStatus.Unchanged, $"step {s.Number}: {s.Status}"));
        var requests = await bench.ReadSandboxRequestsAsync();
        Assert.Equal(run.Steps.Count(s => s.Note.Split(' ')[0] is "POST" or "PUT" or "DELETE"), requests.Count);
        Assert.Equal(requests.Count, requests.Distinct(StringComparer.Ordinal).Count());
        Assert.All(await bench.ReadContainersAsync(), c => Assert.Equal(1, c.Value.Count));
    }
}
