using System.Text.Json;
using MycoPod.Reconciler.Planning.Batch;
using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Planning;

/// <summary>A batch of one request over a recorded cluster.</summary>
public sealed class BatchTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("mycopod-batch-test").FullName;

    public BatchTests()
    {
        File.WriteAllText(At("cluster.json"), RecordedHome.With());
        File.WriteAllText(At("requests.jsonl"), """{"id":"one","text":"Start nas"}""");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_built_in_planner_plans_a_batch()
    {
        Assert.Equal((0, ""), await RunAsync("built-in", model: null));
        Assert.Equal("/nodes/pve/qemu/100/status/start", Path());
    }

    [Theory]
    [InlineData("ollama")]
    [InlineData("openai-compatible")]
    public async Task A_configured_model_plans_a_batch(string provider)
    {
        await using var server = await ModelServer.StartAsync("""{"outcome":"plan","assumptions":[],"steps":[{"kind":"start-guest","guest":"nas"}]}""");
        File.WriteAllText(At("model.json"), $$"""{"provider":"{{provider}}","model":"m","endpoint":"{{(provider == "ollama" ? server.Address : new Uri(server.Address, "v1"))}}"}""");
        Assert.Equal((0, ""), await RunAsync("configured", At("model.json")));
        Assert.Equal("/nodes/pve/qemu/100/status/start", Path());
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("configured", null, "--planner configured needs --model with the LLM configuration file.")]
    [InlineData("built-in", "model.json", "--model is for --planner configured.")]
    [InlineData("clever", null, "There is no planner \"clever\": built-in or configured.")]
    [InlineData("configured", "missing.json", "Could not find file")]
    public async Task What_cannot_be_run_is_told(string planner, string? model, string expected)
    {
        var (code, errors) = await RunAsync(planner, model is null ? null : At(model));
        Assert.Equal(2, code);
        Assert.Contains(expected, errors, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Errors)> RunAsync(string planner, string? model)
    {
        using StringWriter errors = new();
        var code = await PlanCommand.RunAsync(new(At("cluster.json"), At("requests.jsonl"), At("plans.jsonl"), planner, model), errors, TestContext.Current.CancellationToken);
        return (code, code == 0 ? "" : errors.ToString());
    }

    private string? Path() =>
        JsonDocument.Parse(File.ReadAllText(At("plans.jsonl"))).RootElement.GetProperty("plan").GetProperty("steps").EnumerateArray().Single().GetProperty("path").GetString();

    private string At(string name) => System.IO.Path.Combine(folder, name);
}
