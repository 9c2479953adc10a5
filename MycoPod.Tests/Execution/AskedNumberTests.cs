using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Core.Runs;
using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Execution;

/// <summary>A guest whose number the plan asks for gets that number, or is not made.</summary>
public sealed class AskedNumberTests(PostgresServer postgres) : StepHarnessTest(postgres)
{
    private static readonly CreateContainer Web = (CreateContainer)StepHarness.CreateAndStart("web-1").Steps[0];

    [Fact]
    public async Task It_gets_the_number_that_was_asked_for()
    {
        await using var bench = await ExecutionBench.StartAsync(Postgres);
        var asked = Web with { Vmid = new Vmid(150), Notes = "Asked for by its number.", SwapMiB = 0, AddressV6 = "auto", Tags = ["lab"] };
        var id = await bench.QueueAsync(Plan.Of([asked, new StartGuest(asked.Made)]));
        await bench.CarryOutAsync();
        var run = await bench.ReadRunAsync(id);
        Assert.Equal((RunStatus.Succeeded, 150), (run.Status, run.Steps[0].Vmid));
        var again = await bench.QueueAsync(Plan.Of([asked with { Name = "web-2" }]));
        await bench.CarryOutAsync();
        var refused = await bench.ReadRunAsync(again);
        Assert.Equal(RunStatus.Errored, refused.Status);
        Assert.Contains("The number 150 that web-2 was to have is taken now. Nothing was made.", refused.Steps[0].Result, StringComparison.Ordinal);
    }
}
