using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Core.Runs;
using MycoPod.Tests.Fixtures;
using static MycoPod.Tests.Execution.StepHarness;

namespace MycoPod.Tests.Execution;

/// <summary>Somebody else changes a guest between the look at it and the request.</summary>
public sealed class StaleDigestTests(PostgresServer postgres)
{
    private const string Put = "PUT /nodes/pve1/lxc/101/config";
    private static readonly ConfigureGuest More = new(Pihole, [new FieldChange("memory", "512", "1024")]);

    [Fact]
    public async Task What_does_not_matter_to_the_step_is_looked_at_again_and_kept()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        var id = await InterfereAsync(bench, times: 1, config => config["description"] = "by hand");
        var run = await bench.ReadRunAsync(id);
        Assert.True(run.Status == RunStatus.Succeeded, run.Reason);
        Assert.Equal([Put], await bench.ReadSandboxRequestsAsync());
        var config = await bench.Root.DataAsync("/nodes/pve1/lxc/101/config");
        Assert.Equal("1024", config.GetProperty("memory").ToString());
        Assert.StartsWith("by hand", config.GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.Single(await bench.ReadEventsAsync(id), e => e.Kind == RunEventKind.Retrying && e.Text?.Contains("file changed by other user", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task What_matters_to_the_step_is_a_conflict_and_stays()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        var id = await InterfereAsync(bench, times: 1, config => config["memory"] = "768");
        var run = await bench.ReadRunAsync(id);
        Assert.Equal(RunStatus.Errored, run.Status);
        Assert.Contains("memory 768", run.Reason, StringComparison.Ordinal);
        Assert.Empty(await bench.ReadSandboxRequestsAsync());
    }

    [Fact]
    public async Task A_guest_that_is_changed_every_time_is_left_alone_after_the_third()
    {
        await using var bench = await ExecutionBench.StartAsync(postgres);
        var count = 0;
        var id = await InterfereAsync(bench, times: 3, config => config["description"] = $"by hand {++count}");
        var run = await bench.ReadRunAsync(id);
        Assert.Equal(RunStatus.Errored, run.Status);
        Assert.Contains("file changed by other user", run.Reason, StringComparison.Ordinal);
        Assert.Equal(3, count);
        Assert.Equal(2, (await bench.ReadEventsAsync(id)).Count(e => e.Kind == RunEventKind.Retrying));
        Assert.Empty(await bench.ReadSandboxRequestsAsync());
    }

    /// <summary>Carries the step out, and changes the guest each time its request has arrived and is held back.</summary>
    private static async Task<Guid> InterfereAsync(ExecutionBench bench, int times, Action<SortedDictionary<string, string>> change)
    {
        for (var n = 0; n < times; n++)
            await bench.Root.SetFaultAsync("""{"method":"PUT","path":"/nodes/{node}/lxc/{vmid}/config","kind":"delay-before","seconds":2}""");
        var id = await bench.QueueAsync(Plan.Of([More]));
        var carrying = bench.CarryOutAsync();
        for (var left = times - 1; left >= 0; left--)
        {
            while (await CountFaultsAsync(bench) > left) await Task.Yield();
            bench.Sandbox.State.Change(cluster => change(cluster.FindGuest(101)?.Config ?? throw new InvalidOperationException("The guest is gone.")));
        }

        await carrying;
        return id;
    }

    /// <summary>A fault is used up by the request that it holds back.</summary>
    private static async Task<int> CountFaultsAsync(ExecutionBench bench)
    {
        using var response = await bench.Root.Http.GetAsync("/sandbox/faults", TestContext.Current.CancellationToken);
        using var json = System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return json.RootElement.GetProperty("data").GetArrayLength();
    }
}
