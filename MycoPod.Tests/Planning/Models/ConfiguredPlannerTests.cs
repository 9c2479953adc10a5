using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MycoPod.Core.Link;
using MycoPod.Reconciler;
using MycoPod.Reconciler.Configuration;
using MycoPod.Reconciler.Credentials;
using MycoPod.Reconciler.Link;
using MycoPod.Reconciler.Planning;
using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Planning.Models;

/// <summary>The Agent as it is put together: the LLM Configuration file chooses who plans, from one preview to the next.</summary>
public sealed class ConfiguredPlannerTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("mycopod-agent").FullName;
    private readonly IHost agent;

    public ConfiguredPlannerTests()
    {
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var configuration = new AgentConfiguration(folder, "Host=127.0.0.1", new("http://127.0.0.1", "mycopod", "repository-token"), "");
        agent = Host.CreateApplicationBuilder().AddAgent(configuration, new(new("http://127.0.0.1"), Guid.Empty, "pairing-token", key.ExportSubjectPublicKeyInfoPem())).Build();
    }

    public void Dispose()
    {
        agent.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_file_chooses_who_plans_and_is_read_anew_each_time()
    {
        await using var server = await ModelServer.StartAsync("""{"outcome":"refusal","reason":"Not today."}""");
        Assert.Equal("built-in", (await ResultAsync()).Planner);
        Write($$"""{"provider":"ollama","model":"m","endpoint":"{{server.Address}}"}""");
        var result = await ResultAsync();
        Assert.Equal(("ollama m", "ollama", 1), (result.Planner, result.Record?.Provider, result.Record?.Rounds));
        Assert.Equal(["The language model declines: Not today."], result.Problems);
        Write("""{"provider":"built-in"}""");
        Assert.Equal("built-in", (await ResultAsync()).Planner);
        Assert.Null((await ResultAsync()).Record);
    }

    [Fact]
    public async Task A_file_that_cannot_be_used_is_told_and_nothing_else_plans_in_its_place()
    {
        Write("""{"provider":"chatty"}""");
        var result = await ResultAsync();
        Assert.Null(result.Plan);
        Assert.Contains("provider is not known", result.Failure, StringComparison.Ordinal);
        Assert.Contains("Your text is kept.", result.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void The_Agent_s_own_secrets_are_known() =>
        Assert.Equal(["pairing-token", "repository-token"], agent.Services.GetRequiredService<KnownSecrets>().Values());

    [Fact]
    public async Task A_preview_that_nobody_waits_for_ends()
    {
        await using var server = await ModelServer.StartAsync([new ModelReply { Hangs = true }]);
        Write($$"""{"provider":"openai-compatible","model":"m","endpoint":"{{server.Address}}v1"}""");
        var underWay = new PreviewsUnderWay();
        var preview = underWay.RunAsync(Guid.Empty, PreviewAsync);
        await server.Hanging.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        underWay.Cancel(Guid.Empty);
        underWay.Cancel(Guid.AllBitsSet);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => preview);
        await server.GivenUp.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    private Task<PreviewResult> ResultAsync() => PreviewAsync(TestContext.Current.CancellationToken);

    private Task<PreviewResult> PreviewAsync(CancellationToken cancellationToken) =>
        agent.Services.GetRequiredService<PreviewPlanner>().PlanAsync(new(Guid.Empty, "Create a Debian container named web-1."), _ => Task.CompletedTask, cancellationToken);

    private void Write(string file) => agent.Services.GetRequiredService<ProtectedDirectory>().Write("language-model.json", Encoding.UTF8.GetBytes(file));
}
