using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MycoPod.Reconciler;
using MycoPod.Reconciler.Configuration;
using MycoPod.Reconciler.Planning;
using MycoPod.Tests.Execution;
using MycoPod.Tests.Fixtures;
using MycoPod.Tests.Journeys;
using MycoPod.Tests.Web;
using MycoPod.Tests.Web.Accounts;
using MycoPod.Web.Accounts;

namespace MycoPod.Tests.Telemetry;

/// <summary>What <c>/metrics</c> shows of a Web and an Agent that work together.</summary>
public sealed partial class MetricsTests(PostgresServer postgres, Chromium chromium) : IDisposable
{
    private readonly DirectoryInfo state = Directory.CreateTempSubdirectory("mycopod-metrics-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => state.Delete(recursive: true);

    [Fact]
    public async Task After_a_run_every_metric_of_the_dashboard_is_there()
    {
        var (webUrl, agentUrl) = (Loopback(), Loopback());
        await using var bench = await ExecutionBench.StartAsync(postgres);
        await using var web = await WebBench.CreateAsync(postgres, change: s => s with { Telemetry = new(webUrl, OtlpEndpoint: null) });
        await web.App.StartAsync(Token);
        using var agent = await StartAgentAsync(web, bench, agentUrl);
        await UntilAsync(async () => (await ReadAsync(webUrl)).Contains("mycopod_agent_connected 1\n", StringComparison.Ordinal), () => "Web does not show the Agent.");

        await web.AddPersonAsync("ada", Roles.Admin);
        using var browser = new LogInBrowser(web, new CookieContainer());
        await browser.SubmitAsync("ada", "wrong");
        var context = await chromium.OpenAsync(web.Url);
        await new Visitor(await context.NewPageAsync()).SignInAsync("ada", "correct horse battery");
        await bench.QueueAsync(TestPlans.CreateAndStart("web-1"));
        await bench.CarryOutAsync();
        await agent.Services.GetRequiredService<PreviewPlanner>().PlanAsync(new(Guid.Empty, "Create a Debian container named web-2."), _ => Task.CompletedTask, Token);

        var wanted = await DashboardNamesAsync();
        Assert.True(wanted.Count > 15);
        var shown = "";
        await UntilAsync(
            async () =>
            {
                shown = await ReadAsync(webUrl) + await ReadAsync(agentUrl);
                return wanted.All(name => Shows(shown, name));
            },
            () => $"Not shown: {string.Join(", ", wanted.Where(n => !Shows(shown, n)))}");
        await context.DisposeAsync();

        // Tests beside this one are in the same process, and their log-ins and plans are counted as well.
        Assert.Matches("mycopod_logins_total\\{mycopod_outcome=\"failed\"\\} [1-9]", shown);
        Assert.Matches("mycopod_planner_request_duration_seconds_count\\{gen_ai_provider_name=\"built-in\",mycopod_outcome=\"planned\"\\} [1-9]", shown);
        Assert.Matches("mycopod_steps_total\\{mycopod_outcome=\"succeeded\",mycopod_step_kind=\"create-container\"\\} [1-9]", shown);
        Assert.Matches("mycopod_proxmox_request_duration_seconds_count\\{http_request_method=\"POST\",mycopod_answer=\"2xx\"\\} [1-9]", shown);
        AssertWellFormed(shown);
        await agent.StopAsync(Token);
    }

    [Fact]
    public async Task A_port_that_is_taken_costs_the_metrics_and_nothing_else()
    {
        var url = Loopback();
        using var taken = new HttpListener();
        taken.Prefixes.Add(url.AbsoluteUri);
        taken.Start();
        await using var web = await WebBench.CreateAsync(postgres, change: s => s with { Telemetry = new(url, OtlpEndpoint: null) });
        await web.App.StartAsync(Token);
        using var client = new HttpClient { BaseAddress = web.Url };
        Assert.Equal("Healthy", await client.GetStringAsync("/healthz", Token));
    }

    [Fact]
    public async Task Metrics_are_never_on_the_address_that_people_use_and_nothing_else_is_on_theirs()
    {
        var url = Loopback();
        await using var web = await WebBench.CreateAsync(postgres, change: s => s with { Telemetry = new(url, OtlpEndpoint: null) });
        await web.App.StartAsync(Token);
        using var client = new HttpClient();
        using var page = await client.GetAsync(new Uri(web.Url, "/metrics"), Token);
        Assert.DoesNotContain("mycopod_logins_total", await page.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Contains("mycopod_logins_total{mycopod_outcome=\"failed\"} ", await ReadAsync(url), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri(url, "/healthz"), Token)).StatusCode);
    }

    private static Uri Loopback() => new($"http://127.0.0.1:{FreePort.Take()}");

    private async Task<IHost> StartAgentAsync(WebBench web, ExecutionBench bench, Uri metrics)
    {
        var pairing = (await web.PairAsync()) with { WebUrl = web.Url };
        var configuration = new AgentConfiguration(state.FullName, web.Database.Agent, new(web.Git.Url, "agent", GitServer.ReadToken), "") { Telemetry = new(metrics, OtlpEndpoint: null) };
        Directory.CreateDirectory(configuration.CredentialsDirectory);
        File.Copy(Path.Combine(bench.Sandbox.StateDirectory, "credentials.json"), Path.Combine(configuration.CredentialsDirectory, "proxmox.json"));
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        var host = builder.AddAgent(configuration, pairing).Build();
        await host.StartAsync(Token);
        return host;
    }

    /// <summary>Names in the queries of the dashboard that is shipped.</summary>
    private static async Task<IReadOnlyCollection<string>> DashboardNamesAsync()
    {
        using var dashboard = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "docs", "grafana", "mycopod.json"), Token));
        return dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .SelectMany(p => p.GetProperty("targets").EnumerateArray())
            .SelectMany(t => MetricNames().Matches(t.GetProperty("expr").GetString() ?? "").Select(m => m.Value))
            .ToHashSet(StringComparer.Ordinal);
    }

    private static bool Shows(string text, string name) => text.Contains($"\n{name} ", StringComparison.Ordinal) || text.Contains($"\n{name}{{", StringComparison.Ordinal);

    private static void AssertWellFormed(string text) =>
        Assert.All(text.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches(Line(), line));

    private static async Task<string> ReadAsync(Uri url)
    {
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(url, "/metrics"), Token);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", $"{answer.Content.Headers.ContentType}");
        return await answer.Content.ReadAsStringAsync(Token);
    }

    private static async Task UntilAsync(Func<Task<bool>> condition, Func<string> what)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begin) < TimeSpan.FromSeconds(60), what());
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Token);
        }
    }

    [GeneratedRegex("\\b(mycopod|aspnetcore|http_server|dotnet)_(?!outcome|answer|step_kind)[a-z_]+\\b")]
    private static partial Regex MetricNames();

    [GeneratedRegex("^(# (HELP|TYPE) [a-z_]+ .+|[a-zA-Z_]+(\\{([a-zA-Z_]+=\"[^\"]*\",?)+\\})? (\\+Inf|-?[0-9.E+-]+))$")]
    private static partial Regex Line();
}
