using System.Net;
using System.Text.Json;
using MycoPod.Core.Link;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Declarations;
using MycoPod.Web.Health;
using MycoPod.Web.Link;
using MycoPod.Web.Repository;

namespace MycoPod.Tests.Web.Health;

/// <summary>What monitoring is told over HTTP, without a log-in.</summary>
public sealed class HealthTests(PostgresServer postgres)
{
    private static readonly AgentHello Hello = new(LinkProtocol.Version, Guid.Empty, "0.1.0", "agent", "");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_that_is_needed_being_there_it_is_ready()
    {
        await using var web = await StartAsync();
        web.Get<AgentLink>().TryConnect("1", Hello);
        var (status, checks) = await AskAsync(web);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["agent", "database", "repository"], checks.Keys.Order(StringComparer.Ordinal));
        Assert.All(checks.Values, Assert.Null);
    }

    [Fact]
    public async Task Each_part_that_is_missing_is_named_and_the_process_stays_alive()
    {
        await using var web = await StartAsync();
        await web.Git.StopAsync();
        await Assert.ThrowsAsync<RepositoryException>(() => web.Get<DeclarationIndex>().RefreshAsync(Token));
        var (status, checks) = await AskAsync(web);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Null(checks["database"]);
        Assert.Equal("The Agent is not connected.", checks["agent"]);
        Assert.StartsWith("The declarations repository cannot be reached", checks["repository"], StringComparison.Ordinal);
        Assert.DoesNotContain(GitServer.PushToken, checks["repository"], StringComparison.Ordinal);
        await AssertAliveAsync(web);
    }

    [Fact]
    public async Task A_database_that_is_away_makes_it_unready_and_kills_nothing()
    {
        await using var away = await StartAsync(connection => new Npgsql.NpgsqlConnectionStringBuilder(connection) { Port = FreePort.Take() }.ConnectionString);
        var (status, checks) = await AskAsync(away);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal("The database does not answer.", checks["database"]);
        await AssertAliveAsync(away);
    }

    private static async Task AssertAliveAsync(WebBench web)
    {
        using var client = new HttpClient { BaseAddress = web.Url };
        Assert.Equal("Healthy", await client.GetStringAsync(HealthEndpoints.Alive, Token));
    }

    private static async Task<(HttpStatusCode Status, IReadOnlyDictionary<string, string?> Checks)> AskAsync(WebBench web)
    {
        using var client = new HttpClient { BaseAddress = web.Url };
        using var answer = await client.GetAsync(HealthEndpoints.Ready, Token);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        var body = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Token));
        Assert.Equal(answer.IsSuccessStatusCode, body.GetProperty("ready").GetBoolean());
        var checks = body.GetProperty("checks").EnumerateObject().ToDictionary(
            c => c.Name,
            c => c.Value.GetProperty("ok").GetBoolean() ? null : c.Value.GetProperty("why").GetString(),
            StringComparer.Ordinal);
        return (answer.StatusCode, checks);
    }

    private async Task<WebBench> StartAsync(Func<string, string>? connection = null)
    {
        var web = await WebBench.CreateAsync(postgres, change: s => connection is null ? s : s with { Connection = connection(s.Connection) });
        await web.App.StartAsync(Token);
        if (connection is null) await web.Get<DeclarationIndex>().RefreshAsync(Token);
        return web;
    }
}
