using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using MycoPod.Reconciler.Planning.Batch;
using MycoPod.Reconciler.Planning.BuiltIn;

namespace MycoPod.Tests.Planning.BuiltIn;

/// <summary>Plans the corpus of real people's requests, where that lies beside the checkout, and holds what its scorer says.</summary>
public sealed partial class CorpusTests
{
    private const decimal LeastPassed = 95;
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(50);
    private static readonly string Corpus = Path.Combine(Root(), "..", "shared", "corpus");

    [Fact]
    public async Task At_least_95_of_100_pass_and_nothing_is_planned_wrongly()
    {
        RequireCorpus();
        var plans = Path.Combine(Path.GetTempPath(), $"mycopod-plans-{Environment.ProcessId}.jsonl");
        try
        {
            Assert.Equal(0, await PlanCommand.RunAsync(new(Path.Combine(Corpus, "inventories"), Path.Combine(Corpus, "dev.jsonl"), plans, "built-in"), TextWriter.Null, TestContext.Current.CancellationToken));
            var score = await ScoreAsync(plans);
            var total = Total().Match(score);
            Assert.True(total.Success, score);
            Assert.True(decimal.Parse(total.Groups["passed"].Value) >= LeastPassed, score);
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
            var planner = new BuiltInPlanner(new MycoPod.Reconciler.Planning.ClientLook(() => cluster.Client));
            var first = await planner.PlanAsync(text, cluster.Inventory, TestContext.Current.CancellationToken);
            var begin = Stopwatch.GetTimestamp();
            var second = await planner.PlanAsync(text, cluster.Inventory, TestContext.Current.CancellationToken);
            times.Add(Stopwatch.GetElapsedTime(begin));
            Assert.Equal(PlanLine.Of("", first).ToJsonString(), PlanLine.Of("", second).ToJsonString());
        }

        foreach (var cluster in clusters.Values) cluster.Dispose();
        Assert.True(times.Order().ElementAt(times.Count / 2) < Longest, $"Half of the requests took longer than {times.Order().ElementAt(times.Count / 2)}.");
    }

    private static void RequireCorpus() => Assert.SkipUnless(File.Exists(Path.Combine(Corpus, "score.py")), "The corpus does not lie beside this checkout.");

    private static async Task<string> ScoreAsync(string plans)
    {
        using var process = Process.Start(new ProcessStartInfo("python3", [Path.Combine(Corpus, "score.py"), "--requests", Path.Combine(Corpus, "dev.jsonl"), "--plans", plans, "--schema", Path.Combine(Corpus, "api-index-8.4.json")]) { RedirectStandardOutput = true, UseShellExecute = false })
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
