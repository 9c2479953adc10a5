using MycoPod.Tests.Chaos;
using MycoPod.Tests.Journeys;

namespace MycoPod.Tests.Benchmarks;

/// <summary><c>./dev bench stream</c>: three browsers follow 100,000 lines while Agent, Web and PostgreSQL are restarted.</summary>
public sealed class StreamBenchmark(Chromium chromium, ITestOutputHelper output)
{
    [Fact(Explicit = true)]
    public async Task A_hundred_thousand_lines_in_three_browsers() =>
        output.WriteLine(await new StreamRun(chromium, steps: 50, linesAStep: 2000, restarts: 4, clicks: 50).CarryOutAsync());
}
