using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Execution;

/// <summary>Every step kind: crashed after every single write.</summary>
public sealed class StepCrashTests(PostgresServer postgres) : StepHarnessTest(postgres)
{
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Crashed_after_any_write_it_goes_on_and_nothing_is_done_twice(string kind)
    {
        await using var bench = await PrepareAsync(kind);
        var beginning = new SandboxSnapshot(bench.Sandbox);
        for (var write = 1; ; write++)
        {
            var id = await bench.QueueAsync(StepHarness.Cases[kind].Plan);
            try
            {
                await bench.CarryOutAsync(new CrashingWrites(write));
                Assert.True(write > 10, $"A run with {write} writes records too little.");
                return;
            }
            catch (CrashingWrites.CrashException)
            {
                // The Agent is gone; the next one knows only what is stored.
            }

            await bench.CarryOutAsync();
            await AssertDoneOnceOrLeftToAPersonAsync(bench, id, kind);
            beginning.Restore();
            bench.ForgetSandboxRequests();
        }
    }
}
