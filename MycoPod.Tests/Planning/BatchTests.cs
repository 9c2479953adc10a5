using System.Text.Json;
using MycoPod.Reconciler.Planning.Batch;
using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Planning;

/// <summary>A batch of one request over a recorded cluster.</summary>
public sealed class BatchTests : IDisposable
{
    private const string Recorded = """
        {"responses":{
          "GET /version":{"data":{"version":"8.4.1","release":"8.4"}},
          "GET /cluster/nextid":{"data":"101"},
          "GET /nodes":{"data":[{"node":"pve","status":"online","maxcpu":8,"maxmem":34359738368,"mem":0}]},
          "GET /pools":{"data":[]},
          "GET /nodes/pve/storage":{"data":[]},
          "GET /nodes/pve/network":{"data":[]},
          "GET /cluster/status":{"data":[{"type":"node","id":"node/pve","name":"pve","online":1,"local":1}]},
          "GET /cluster/resources":{"data":[
            {"id":"node/pve","type":"node","node":"pve","status":"online","maxcpu":8,"maxmem":34359738368,"mem":0},
            {"id":"qemu/100","type":"qemu","vmid":100,"name":"nas","node":"pve","status":"stopped","template":0,"maxcpu":2,"maxmem":2147483648,"maxdisk":0}]},
          "GET /nodes/pve/qemu/100/config":{"data":{"name":"nas","cores":2,"memory":"2048","smbios1":"uuid=00000000-0000-4000-8000-000000000100"}}
        }}
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("mycopod-batch-test").FullName;

    public BatchTests()
    {
        File.WriteAllText(At("cluster.json"), Recorded);
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
