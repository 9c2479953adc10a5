using MycoPod.Tests.Journeys;

namespace MycoPod.Tests.Chaos;

/// <summary>A log that many follow: <c>./dev bench stream</c> has 100,000 lines, this a few thousand.</summary>
[Collection(JourneysCollection.Name)]
public sealed class StreamTests(Chromium chromium, ITestOutputHelper output)
{
    [Fact]
    public async Task Three_browsers_end_with_every_line_once_through_restarts_of_Agent_Web_and_database() =>
        output.WriteLine(await new StreamRun(chromium, steps: 8, linesAStep: 500, restarts: 1, clicks: 10).CarryOutAsync());
}
