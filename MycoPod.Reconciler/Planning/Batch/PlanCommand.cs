using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using MycoPod.Reconciler.Planning.Guards;

namespace MycoPod.Reconciler.Planning.Batch;

/// <summary>
/// <c>plan --inventory FILE|FOLDER --requests FILE.jsonl --out FILE.jsonl [--planner built-in|configured --model FILE]</c>: plans a batch of texts
/// against recorded clusters, without any server, and writes what each plan stands for.
/// </summary>
internal static class PlanCommand
{
    private const int Unusable = 2;

    private static readonly IPlanGuard[] Guards = [new AskedDestruction(), new AskedInterruption(), new AskedAccess(), new PlainText()];

    public static Command Make()
    {
        Option<string> inventory = new("--inventory") { Required = true, Description = "Recorded answers of a cluster, or a folder of such files that the requests name" };
        Option<string> requests = new("--requests") { Required = true, Description = "One request a line: {\"id\", \"text\", \"inventory\"}" };
        Option<string> output = new("--out") { Required = true, Description = "Where one plan a line goes" };
        Option<string> planner = new("--planner") { DefaultValueFactory = _ => "built-in", Description = "built-in, or configured for the language model that is set up" };
        Option<string?> model = new("--model") { Description = "With --planner configured: the LLM configuration file, as it is uploaded in MycoPod" };
        Command command = new("plan", "Plans a batch of texts against recorded clusters, without any server") { inventory, requests, output, planner, model };
        command.SetAction((parsed, token) => RunAsync(
            new(parsed.GetRequiredValue(inventory), parsed.GetRequiredValue(requests), parsed.GetRequiredValue(output), parsed.GetRequiredValue(planner), parsed.GetValue(model)), Console.Error, token));
        return command;
    }

    /// <returns>The process' exit code.</returns>
    internal static async Task<int> RunAsync(BatchOptions options, TextWriter errors, CancellationToken cancellationToken)
    {
        if (options is { Planner: "configured", Model: null }) return await FailAsync(errors, "--planner configured needs --model with the LLM configuration file.");
        if (options is { Planner: "built-in", Model: not null }) return await FailAsync(errors, "--model is for --planner configured.");
        if (options.Planner is not ("built-in" or "configured")) return await FailAsync(errors, $"There is no planner \"{options.Planner}\": built-in or configured.");
        try
        {
            var slowest = await PlanAsync(options, cancellationToken);
            await errors.WriteLineAsync($"Planned; the slowest request took {slowest.TotalMilliseconds:0.0} ms.");
            return 0;
        }
        catch (Exception e) when (e is IOException or JsonException or FormatException or UnauthorizedAccessException)
        {
            return await FailAsync(errors, e.Message);
        }
    }

    private static async Task<int> FailAsync(TextWriter errors, string message)
    {
        await errors.WriteLineAsync(message);
        return Unusable;
    }

    /// <returns>The time of the slowest request, the first left out: it pays for loading.</returns>
    private static async Task<TimeSpan> PlanAsync(BatchOptions options, CancellationToken cancellationToken)
    {
        Dictionary<string, RecordedCluster> clusters = new(StringComparer.Ordinal);
        var slowest = TimeSpan.Zero;
        using var planners = new BatchPlanner(options.Model);
        try
        {
            await using var output = new StreamWriter(options.Output);
            foreach (var (index, line) in (await File.ReadAllLinesAsync(options.Requests, cancellationToken)).Where(l => l.Length > 0).Index())
            {
                var request = JsonNode.Parse(line) ?? throw new FormatException($"Request {index + 1} is no object.");
                var file = FileOf(options.Inventory, (string?)request["inventory"]);
                if (!clusters.TryGetValue(file, out var cluster)) clusters[file] = cluster = await RecordedCluster.OpenAsync(file, cancellationToken);
                var begin = Stopwatch.GetTimestamp();
                var outcome = await planners.On(cluster).PlanAsync((string?)request["text"] ?? "", cluster.Inventory, cancellationToken);
                if (outcome.Plan is { } plan && Guarded((string?)request["text"] ?? "", plan, cluster) is { Count: > 0 } problems) outcome = PlanningOutcome.Refused(problems);
                if (index > 0 && Stopwatch.GetElapsedTime(begin) is var took && took > slowest) slowest = took;
                await output.WriteLineAsync((await PlanLine.OfAsync((string?)request["id"] ?? $"{index + 1}", outcome, new ClientLook(() => cluster.Client), cancellationToken)).ToJsonString());
            }
        }
        finally
        {
            foreach (var cluster in clusters.Values) cluster.Dispose();
        }

        return slowest;
    }

    /// <summary>What a preview would refuse, too.</summary>
    private static List<string> Guarded(string text, Core.Plans.Plan plan, RecordedCluster cluster) =>
        [.. Guards.SelectMany(g => g.Check(text, plan, cluster.Inventory)).Select(p => p.ToString())];

    private static string FileOf(string inventory, string? name) =>
        Directory.Exists(inventory) ? Path.Combine(inventory, $"{name ?? throw new FormatException("A request names no inventory.")}.json") : inventory;

    internal sealed record BatchOptions(string Inventory, string Requests, string Output, string Planner, string? Model = null);
}
