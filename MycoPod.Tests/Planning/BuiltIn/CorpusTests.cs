using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using MycoPod.Reconciler.Planning;
using MycoPod.Reconciler.Planning.Batch;
using MycoPod.Reconciler.Planning.BuiltIn;

namespace MycoPod.Tests.Planning.BuiltIn;

/// <summary>Plans the corpus of real people's requests, where that lies beside the checkout, and holds what its scorer says.</summary>
public sealed partial class CorpusTests
{
    private const decimal LeastPassed = 95;
    private const decimal LeastPassedOfOurs = 85;
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(50);
    private static readonly string Corpus = Path.Combine(Root(), "..", "shared", "corpus");

    [Fact]
    public Task At_least_95_of_100_pass_and_nothing_is_planned_wrongly() => HoldAsync(Path.Combine(Corpus, "dev.jsonl"), LeastPassed);

    /// <summary>Written before the planner had seen them; what it passed then stands in docs/built-in-planner.md.</summary>
    [Theory]
    [InlineData("first")]
    [InlineData("second")]
    [InlineData("third")]
    [InlineData("fourth")]
    [InlineData("fifth")]
    [InlineData("sixth")]
    [InlineData("seventh")]
    public Task At_least_85_of_100_of_our_own_requests_pass_and_nothing_is_planned_wrongly(string set) => HoldAsync(Path.Combine(Root(), "MycoPod.Tests", "Planning", "BuiltIn", "Requests", $"{set}.jsonl"), LeastPassedOfOurs);

    private static async Task HoldAsync(string requests, decimal least)
    {
        RequireCorpus();
        var plans = Path.Combine(Path.GetTempPath(), $"mycopod-plans-{Environment.ProcessId}-{Path.GetFileNameWithoutExtension(requests)}.jsonl");
        try
        {
            Assert.Equal(0, await PlanCommand.RunAsync(new(Path.Combine(Corpus, "inventories"), requests, plans, "built-in"), TextWriter.Null, TestContext.Current.CancellationToken));
            var score = await ScoreAsync(requests, plans);
            var total = Total().Match(score);
            Assert.True(total.Success, score);
            Assert.True(decimal.Parse(total.Groups["passed"].Value, System.Globalization.CultureInfo.InvariantCulture) >= least, score);
            Assert.Equal("0", total.Groups["wrong"].Value);
        }
        finally
        {
            File.Delete(plans);
        }
    }

    [Fact]
    public async Task Planning_twice_gives_the_same_outcome_in_time()
    {
        RequireCorpus();
        Dictionary<string, RecordedCluster> clusters = [];
        List<TimeSpan> times = [];
        foreach (var line in await File.ReadAllLinesAsync(Path.Combine(Corpus, "dev.jsonl"), TestContext.Current.CancellationToken))
        {
            var request = JsonDocument.Parse(line).RootElement;
            var (text, name) = (request.GetProperty("text").GetString() ?? "", request.GetProperty("inventory").GetString() ?? "");
            if (!clusters.TryGetValue(name, out var cluster)) clusters[name] = cluster = await RecordedCluster.OpenAsync(Path.Combine(Corpus, "inventories", $"{name}.json"), TestContext.Current.CancellationToken);
            var planner = new BuiltInPlanner(new ClientLook(() => cluster.Client));
            var first = await planner.PlanAsync(text, cluster.Inventory, TestContext.Current.CancellationToken);
            var begin = Stopwatch.GetTimestamp();
            var second = await planner.PlanAsync(text, cluster.Inventory, TestContext.Current.CancellationToken);
            times.Add(Stopwatch.GetElapsedTime(begin));
            Assert.Equal(await LineAsync(first, cluster), await LineAsync(second, cluster));
        }

        foreach (var cluster in clusters.Values) cluster.Dispose();
        Assert.True(times.Order().ElementAt(times.Count / 2) < Longest, $"Half of the requests took longer than {times.Order().ElementAt(times.Count / 2)}.");
    }

    private static async Task<string> LineAsync(PlanningOutcome outcome, RecordedCluster cluster) =>
        (await PlanLine.OfAsync("", outcome, new ClientLook(() => cluster.Client), TestContext.Current.CancellationToken)).ToJsonString();

    private static void RequireCorpus() => Assert.SkipUnless(File.Exists(Path.Combine(Corpus, "score.py")), "The corpus does not lie beside this checkout.");

    private static async Task<string> ScoreAsync(string requests, string plans)
    {
        using var process = Process.Start(new ProcessStartInfo("python3", [Path.Combine(Corpus, "score.py"), "--requests", requests, "--plans", plans, "--schema", Path.Combine(Corpus, "api-index-8.4.json")]) { RedirectStandardOutput = true, UseShellExecute = false })
            ?? throw new InvalidOperationException("python3 does not start.");
        var score = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return score;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MycoPod.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }

    [GeneratedRegex(@"TOTAL \d+/\d+ = (?<passed>[\d.]+)%.*wrongly planned (?<wrong>\d+)")]
    private static partial Regex Total();
}
