using MycoPod.Tests.Chaos;

namespace MycoPod.Tests.Benchmarks;

/// <summary><c>./dev bench chaos</c>: a run of 200 steps whose Agent is killed a hundred times.</summary>
public sealed class ChaosBenchmark(ITestOutputHelper output)
{
    [Theory(Explicit = true)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Two_hundred_steps_and_a_hundred_kills(int seed) =>
        output.WriteLine(await new ChaosRun(seed, guests: 100, kills: 100, speed: 3).CarryOutAsync());
}
