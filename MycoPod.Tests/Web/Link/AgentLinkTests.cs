using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.SignalR.Client;
using MycoPod.Core.Link;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Link;

namespace MycoPod.Tests.Web.Link;

/// <summary>The link over a real connection.</summary>
public sealed class AgentLinkTests(PostgresServer postgres) : IAsyncDisposable
{
    private readonly List<HubConnection> connections = [];
    private readonly string sealingKey = NewKey();

    [Fact]
    public async Task Without_the_right_token_nobody_gets_in()
    {
        await using var web = await StartAsync();
        await web.PairAsync();
        foreach (var token in (string?[])[null, "", "wrong"])
        {
            var refused = await Assert.ThrowsAsync<HttpRequestException>(() => ConnectAsync(web, token));
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }
    }

    [Fact]
    public async Task A_replaced_token_no_longer_opens()
    {
        await using var web = await StartAsync();
        var old = await web.PairAsync();
        var fresh = await web.PairAsync(replace: true);
        Assert.Equal(old.AgentId, fresh.AgentId);
        await Assert.ThrowsAsync<HttpRequestException>(() => ConnectAsync(web, old.Token));
        Assert.Null((await HelloAsync(await ConnectAsync(web, fresh.Token), fresh)).Refusal);
    }

    [Fact]
    public async Task Keys_are_exchanged_and_the_state_is_known()
    {
        await using var web = await StartAsync();
        var pairing = await web.PairAsync();
        var agent = await ConnectAsync(web, pairing.Token);
        var hello = await HelloAsync(agent, pairing);
        Assert.Null(hello.Refusal);
        Assert.Equal(pairing.ApprovalKey, hello.ApprovalKey);
        await agent.InvokeAsync(nameof(IAgentHub.ReportStateAsync), new AgentState(true, "pve-home", "8.4.1", null, null), TestContext.Current.CancellationToken);
        Assert.Equal("pve-home", web.Get<AgentLink>().Presence?.State?.ClusterName);
    }

    [Fact]
    public async Task A_second_Agent_with_the_same_token_is_refused_and_shown()
    {
        await using var web = await StartAsync();
        var pairing = await web.PairAsync();
        Assert.Null((await HelloAsync(await ConnectAsync(web, pairing.Token), pairing)).Refusal);
        Assert.NotNull((await HelloAsync(await ConnectAsync(web, pairing.Token), pairing, host: "intruder")).Refusal);
        Assert.Equal("intruder", web.Get<AgentLink>().LastRefused?.Host);
        Assert.Equal("agent", web.Get<AgentLink>().Presence?.Hello.Host);
    }

    [Fact]
    public async Task A_refusal_is_forgotten_once_the_same_host_is_in_and_no_other()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        var link = web.Get<AgentLink>();
        var hello = new AgentHello(LinkProtocol.Version, Guid.Empty, "0.1.0", "agent", sealingKey);
        link.Refuse("intruder", "Another Agent with the same token is connected.");
        Assert.True(link.TryConnect("1", hello));
        Assert.NotNull(link.LastRefused);

        link.Refuse("agent", "Another Agent with the same token is connected.");
        link.Disconnect("1");
        Assert.True(link.TryConnect("2", hello));
        Assert.Null(link.LastRefused);
    }

    [Fact]
    public async Task Another_sealing_key_or_version_is_refused()
    {
        await using var web = await StartAsync();
        var pairing = await web.PairAsync();
        Assert.NotNull((await HelloAsync(await ConnectAsync(web, pairing.Token), pairing, version: LinkProtocol.Version + 1)).Refusal);

        var first = await ConnectAsync(web, pairing.Token);
        Assert.Null((await HelloAsync(first, pairing)).Refusal);
        await first.StopAsync(TestContext.Current.CancellationToken);
        var other = await HelloAsync(await ConnectAsync(web, pairing.Token), pairing, key: NewKey());
        Assert.Contains("sealing key", other.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preview_goes_to_the_Agent_and_back_with_its_progress_however_long_it_is()
    {
        await using var web = await StartAsync();
        var pairing = await web.PairAsync();
        var agent = await ConnectAsync(web, pairing.Token);
        agent.On<PreviewRequest, PreviewResult>(nameof(IAgentClient.PreviewAsync), async request =>
        {
            await agent.InvokeAsync(nameof(IAgentHub.ReportProgressAsync), new PreviewProgress(request.PreviewId, "Reading the cluster"), CancellationToken.None);
            return new(new byte[request.Text.Length], [], [], "built-in", 0.1, "pve-home 8.4.1");
        });
        await HelloAsync(agent, pairing);

        var said = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = await web.Get<AgentLink>().PreviewAsync(new string('a', 100_000), new Progress<string>(said.SetResult), TestContext.Current.CancellationToken);
        Assert.Null(answer.Failure);
        Assert.Equal(100_000, answer.Result?.Plan?.Length);
        Assert.Equal("Reading the cluster", await said.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Who_stops_waiting_for_a_preview_ends_it_on_the_Agent()
    {
        await using var web = await StartAsync();
        var pairing = await web.PairAsync();
        var agent = await ConnectAsync(web, pairing.Token);
        var (asked, cancelled) = (new TaskCompletionSource<Guid>(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource<Guid>(TaskCreationOptions.RunContinuationsAsynchronously));
        agent.On<PreviewRequest, PreviewResult>(nameof(IAgentClient.PreviewAsync), async request =>
        {
            asked.SetResult(request.PreviewId);
            await cancelled.Task;
            return new(null, [], ["Cancelled."], "openai m", 0.1, null);
        });
        agent.On<Guid>(nameof(IAgentClient.CancelPreviewAsync), cancelled.SetResult);
        await HelloAsync(agent, pairing);

        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var preview = web.Get<AgentLink>().PreviewAsync("Create a container.", new Progress<string>(), leaving.Token);
        var id = await asked.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        await leaving.CancelAsync();
        Assert.Equal(id, await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => preview);
    }

    [Fact]
    public async Task Without_an_Agent_a_preview_says_so()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        var answer = await web.Get<AgentLink>().PreviewAsync("Create a container.", new Progress<string>(), TestContext.Current.CancellationToken);
        Assert.StartsWith("The Agent is not connected, so nothing can be planned right now. Your text is kept.", answer.Failure, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in connections) await connection.DisposeAsync();
    }

    private async Task<WebBench> StartAsync()
    {
        var web = await WebBench.CreateAsync(postgres);
        await web.App.StartAsync(TestContext.Current.CancellationToken);
        return web;
    }

    /// <summary>A connection as an Agent's, to be started.</summary>
    internal static HubConnection Connect(WebBench web, string? token) =>
        new HubConnectionBuilder().WithUrl(new Uri(web.Url, LinkProtocol.Path), options => options.AccessTokenProvider = () => Task.FromResult(token)).Build();

    private async Task<HubConnection> ConnectAsync(WebBench web, string? token)
    {
        var connection = Connect(web, token);
        connections.Add(connection);
        await connection.StartAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    private Task<WebHello> HelloAsync(HubConnection agent, Pairing pairing, string? key = null, string host = "agent", int version = LinkProtocol.Version) =>
        agent.InvokeAsync<WebHello>(nameof(IAgentHub.HelloAsync), new AgentHello(version, pairing.AgentId, "0.1.0", host, key ?? sealingKey), TestContext.Current.CancellationToken);

    internal static string NewKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportSubjectPublicKeyInfoPem();
    }
}
