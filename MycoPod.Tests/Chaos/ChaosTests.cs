namespace MycoPod.Tests.Chaos;

/// <summary>What dies, dies: <c>./dev bench chaos</c> kills a hundred times, this a few.</summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_run_whose_Agent_is_killed_again_and_again_is_carried_out_once() =>
        output.WriteLine(await new ChaosRun(seed: 3, guests: 20, kills: 6, speed: 20).CarryOutAsync());
}
