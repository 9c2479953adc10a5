using System.Net;
using System.Security.Cryptography;
using System.Text;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Declarations;

namespace MycoPod.Tests.Web.Repository;

/// <summary>A push that GitHub tells of is looked at now; whoever cannot sign is not heard.</summary>
public sealed class GitHubWebhookTests(PostgresServer postgres)
{
    private const string Secret = "only GitHub and this host know it";
    private const string Body = """{"ref":"refs/heads/main","repository":{"full_name":"someone/else"}}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_signed_push_is_looked_at_at_once()
    {
        await using var bench = await WebBench.CreateAsync(postgres, webhookSecret: Secret);
        await bench.App.StartAsync(Token);
        var index = bench.Get<DeclarationIndex>();
        var first = await UntilReadAfterAsync(index, null);
        Assert.Equal(HttpStatusCode.Accepted, await SendAsync(bench, "push", Sign(Secret, Body)));
        Assert.True(await UntilReadAfterAsync(index, first) - first < TimeSpan.FromSeconds(25));
    }

    [Fact]
    public async Task Other_events_are_taken_and_mean_nothing()
    {
        await using var bench = await WebBench.CreateAsync(postgres, webhookSecret: Secret);
        await bench.App.StartAsync(Token);
        var index = bench.Get<DeclarationIndex>();
        var first = await UntilReadAfterAsync(index, null);
        Assert.Equal(HttpStatusCode.Accepted, await SendAsync(bench, "ping", Sign(Secret, Body)));
        await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, Token);
        Assert.Equal(first, index.ReadAt);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sha256=")]
    [InlineData("sha256=0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("wrong secret")]
    public async Task What_is_not_signed_is_refused(string? signature)
    {
        await using var bench = await WebBench.CreateAsync(postgres, webhookSecret: Secret);
        await bench.App.StartAsync(Token);
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(bench, "push", signature == "wrong secret" ? Sign("another", Body) : signature));
    }

    [Fact]
    public async Task Without_a_secret_there_is_no_such_address()
    {
        await using var bench = await WebBench.CreateAsync(postgres);
        await bench.App.StartAsync(Token);
        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(bench, "push", Sign("", Body)));
    }

    private static string Sign(string secret, string body) =>
        $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body)))}";

    private static async Task<HttpStatusCode> SendAsync(WebBench bench, string happened, string? signature)
    {
        using var http = new HttpClient { BaseAddress = bench.Url };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/github") { Content = new StringContent(Body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-GitHub-Event", happened);
        if (signature is not null) request.Headers.TryAddWithoutValidation("X-Hub-Signature-256", signature);
        using var response = await http.SendAsync(request, Token);
        return response.StatusCode;
    }

    private static async Task<DateTimeOffset> UntilReadAfterAsync(DeclarationIndex index, DateTimeOffset? before)
    {
        for (var round = 0; index.ReadAt is null || index.ReadAt == before; round++)
        {
            Assert.True(round < 1000, "The repository was not read.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Token);
        }

        return index.ReadAt.Value;
    }
}
