using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Reconciler.Credentials;
using MycoPod.Reconciler.Planning.Models;
using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Planning.Models;

/// <summary>Each provider's protocol over HTTP, streamed, and each way in which it fails.</summary>
public sealed class ProviderTests : IDisposable
{
    private const string StartPihole = """{"outcome":"plan","assumptions":["It stays on."],"steps":[{"kind":"start-guest","guest":"pihole"}]}""";
    private readonly ModelBench bench = new();

    public static TheoryData<string> Providers => ModelBench.Providers;

    public void Dispose() => bench.Dispose();

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_plan_comes_back_typed_with_what_it_cost(string provider)
    {
        await using var server = await ModelServer.StartAsync(StartPihole);
        var outcome = await bench.PlanAsync(ModelBench.FileFor(provider, server), "Start pihole.");
        Assert.Null(outcome.Failure);
        var step = Assert.IsType<StartGuest>(Assert.Single(Assert.IsType<Plan>(outcome.Plan).Steps));
        Assert.Equal("net0=BC:24:11:00:00:64", step.Guest.HardwareId);
        Assert.Equal(["It stays on."], outcome.Assumptions);
        Assert.Equal((provider, "model-1", Prompt.Version, 1, ModelServer.TokensIn, ModelServer.TokensOut), (outcome.Record?.Provider, outcome.Record?.Model, outcome.Record?.PromptVersion, outcome.Record?.Rounds, outcome.Record?.TokensIn, outcome.Record?.TokensOut));
        Assert.Equal(["system", "user", "assistant"], outcome.Record?.Messages.Select(m => m.Role));
    }

    [Theory]
    [InlineData("openai", "/v1/chat/completions", "Authorization", $"Bearer {ModelBench.Key}")]
    [InlineData("azure-openai", "/openai/v1/chat/completions", "api-key", ModelBench.Key)]
    [InlineData("anthropic", "/v1/messages", "Authorization", $"Bearer {ModelBench.Key}")]
    [InlineData("ollama", "/v1/chat/completions", "Authorization", null)]
    [InlineData("openai-compatible", "/v1/chat/completions", "Authorization", $"Bearer {ModelBench.Key}")]
    public async Task The_request_is_the_provider_s_own(string provider, string path, string header, string? value)
    {
        await using var server = await ModelServer.StartAsync(StartPihole);
        await bench.PlanAsync(ModelBench.FileFor(provider, server) with { Temperature = 0.25 }, "Start pihole.");
        var request = Assert.Single(server.Requests);
        Assert.Equal(path, request.Address);
        Assert.Equal((header, value), (header, request.Headers.GetValueOrDefault(header)));
        if (provider == "azure-openai") Assert.False(request.Headers.ContainsKey("Authorization"));
        Assert.True(request.Json.GetProperty("stream").GetBoolean());
        Assert.Equal("model-1", request.Json.GetProperty("model").GetString());

        // Anthropic's SDK has no such setting any more.
        Assert.Equal(provider == "anthropic" ? "" : "0.25", request.Json.TryGetProperty("temperature", out var temperature) ? temperature.GetRawText() : "");
        Assert.Equal(provider != "anthropic", request.Json.TryGetProperty("response_format", out _));
        Assert.Contains(request.Messages, m => m.Contains("Start pihole.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_Azure_deployment_is_reached_with_its_own_path_and_version()
    {
        await using var server = await ModelServer.StartAsync(StartPihole);
        var file = ModelBench.FileFor("azure-openai", server) with { Endpoint = new(server.Address, "openai/deployments/mine?api-version=2024-10-21") };
        Assert.NotNull((await bench.PlanAsync(file, "Start pihole.")).Plan);
        Assert.Equal("/openai/deployments/mine/chat/completions?api-version=2024-10-21", Assert.Single(server.Requests).Address);
    }

    [Theory]
    [InlineData("openai", 401, "refused the key (401)", "upload an LLM configuration")]
    [InlineData("anthropic", 401, "refused the key (401)", "upload an LLM configuration")]
    [InlineData("azure-openai", 403, "refused the key (403)", "upload an LLM configuration")]
    [InlineData("anthropic", 403, "refused the key (403)", "upload an LLM configuration")]
    [InlineData("ollama", 404, "model not found", "check model and endpoint")]
    [InlineData("anthropic", 404, "model not found", "check model and endpoint")]
    public async Task What_will_not_pass_is_not_tried_again(string provider, int status, string reason, string advice)
    {
        await using var server = await ModelServer.StartAsync(Enumerable.Repeat(ModelReply.Failing(status, message: status == 404 ? "model not found" : null), 3));
        var outcome = await bench.PlanAsync(ModelBench.FileFor(provider, server), "Start pihole.");
        Assert.Null(outcome.Plan);
        Assert.Contains(reason, outcome.Failure, StringComparison.Ordinal);
        Assert.Contains(advice, outcome.Failure, StringComparison.Ordinal);
        Assert.Contains("your text is kept", outcome.Failure, StringComparison.Ordinal);
        Assert.DoesNotContain(ModelBench.Key, outcome.Failure, StringComparison.Ordinal);
        Assert.InRange(server.Requests.Count, 1, 2);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task What_may_pass_is_tried_again(string provider)
    {
        await using var server = await ModelServer.StartAsync([ModelReply.Failing(500), ModelReply.Failing(429, "1"), new(StartPihole)]);
        var outcome = await bench.PlanAsync(ModelBench.FileFor(provider, server), "Start pihole.");
        Assert.NotNull(outcome.Plan);
        Assert.Equal(3, server.Requests.Count);
        Assert.Equal(1, outcome.Record?.Rounds);
    }

    [Theory]
    [InlineData("openai")]
    [InlineData("anthropic")]
    public async Task A_long_wait_is_told_and_not_waited_for(string provider)
    {
        await using var server = await ModelServer.StartAsync([ModelReply.Failing(429, "120"), new(StartPihole)]);
        var outcome = await bench.PlanAsync(ModelBench.FileFor(provider, server), "Start pihole.");
        Assert.Contains("(429)", outcome.Failure, StringComparison.Ordinal);
        Assert.Contains("Try again in 120 seconds.", outcome.Failure, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task An_answer_that_breaks_off_is_told_from_one_that_is_too_long_or_empty(string provider)
    {
        var (cut, garbled, truncated, empty) = (new ModelReply(StartPihole) { IsCut = true }, new ModelReply(StartPihole) { IsGarbled = true }, new ModelReply(StartPihole) { IsTruncated = true }, new ModelReply());
        foreach (var (reply, reason, requests) in new[] { (cut, "broke off on its way", 3), (garbled, "broke off on its way", 3), (truncated, "longer than the model may write", 1), (empty, "was empty", 3) })
        {
            await using var server = await ModelServer.StartAsync(Enumerable.Repeat(reply, 4));
            var outcome = await bench.PlanAsync(ModelBench.FileFor(provider, server), "Start pihole.");
            Assert.Contains(reason, outcome.Failure, StringComparison.Ordinal);
            Assert.Equal(requests, server.Requests.Count);
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_model_that_does_not_answer_in_time_is_given_up(string provider)
    {
        await using var server = await ModelServer.StartAsync([new ModelReply { Hangs = true }]);
        var outcome = await bench.PlanAsync(ModelBench.FileFor(provider, server, timeoutSeconds: 1), "Start pihole.");
        Assert.Contains("did not answer within 1 seconds", outcome.Failure, StringComparison.Ordinal);
        await server.GivenUp.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.Single(server.Requests);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_person_who_cancels_ends_the_call(string provider)
    {
        await using var server = await ModelServer.StartAsync([new ModelReply { Hangs = true }]);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var planning = bench.Planner(ModelBench.FileFor(provider, server)).PlanAsync("Start pihole.", TestCluster.Snapshot, cancel.Token);
        await server.Hanging.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => planning);
        await server.GivenUp.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named()
    {
        var file = new LanguageModelFile("ollama", "model-1", Endpoint: new($"http://127.0.0.1:{FreePort.Take()}"), TimeoutSeconds: 5);
        var outcome = await bench.PlanAsync(file, "Start pihole.");
        Assert.Contains($"{file.Endpoint?.Authority} cannot be reached", outcome.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_knows_no_schema_is_asked_without_one()
    {
        await using var server = await ModelServer.StartAsync([new ModelReply { RefusesSchema = true }, new($"Here you are:\n```json\n{StartPihole}\n```\nAnything else?")]);
        Assert.NotNull((await bench.PlanAsync(ModelBench.FileFor("openai-compatible", server), "Start pihole.")).Plan);
        Assert.Equal([true, false], server.Requests.Select(r => r.Json.TryGetProperty("response_format", out _)));
    }
}
