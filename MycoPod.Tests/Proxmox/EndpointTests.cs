using MycoPod.Core.Proxmox;
using MycoPod.Core.Proxmox.Access;
using MycoPod.Core.Proxmox.Errors;
using MycoPod.Tests.Fixtures;
using MycoPod.Tests.Sandbox;

namespace MycoPod.Tests.Proxmox;

/// <summary>Which node is asked, and whether it is the right one.</summary>
public sealed class EndpointTests : SandboxTest
{
    private readonly ExchangeList exchanges = [];

    private static Uri Closed => new($"https://127.0.0.1:{FreePort.Take()}");

    [Fact]
    public async Task The_next_endpoint_is_asked_where_one_cannot_be_connected_and_kept_from_then_on()
    {
        using var connection = Connect(Closed, Server.BaseAddress);
        var client = new ProxmoxClient(connection, exchanges);
        await client.SendAsync(new("POST", "/nodes/pve3/lxc/102/status/start", []), Token);
        await client.SendAsync(ProxmoxRequest.Get("/version"), Token);
        Assert.Equal([null, 200, 200], exchanges.Select(e => e.StatusCode));
    }

    [Fact]
    public async Task Without_any_that_can_be_connected_nothing_was_sent()
    {
        using var connection = Connect(Closed, Closed);
        var failure = await Assert.ThrowsAsync<ProxmoxException>(() => new ProxmoxClient(connection, exchanges).SendAsync(ProxmoxRequest.Get("/version"), Token));
        Assert.Equal((FailureKind.NeverSent, 2), (failure.Kind, exchanges.Count));
    }

    [Theory]
    [InlineData("GET", "/version", "drop-before")]
    [InlineData("POST", "/nodes/pve3/lxc/102/status/start", "drop-after")]
    public async Task What_was_sent_goes_to_no_other_endpoint(string method, string path, string fault)
    {
        using var connection = Connect(Server.BaseAddress, new($"https://localhost:{Server.BaseAddress.Port}"));
        await Root.SetFaultAsync($$"""{"method":"{{method}}","path":"{{path}}","kind":"{{fault}}"}""");
        var failure = await Assert.ThrowsAsync<ProxmoxException>(() => new ProxmoxClient(connection, exchanges).SendAsync(new(method, path, []), Token));
        Assert.Equal(FailureKind.UnknownOutcome, failure.Kind);
        Assert.Single(exchanges);
    }

    [Fact]
    public async Task The_clusters_own_authority_is_believed_and_no_other()
    {
        var ca = await File.ReadAllTextAsync(Path.Combine(StateDirectory, "pve-root-ca.pem"), Token);
        Uri byName = new($"https://localhost:{Server.BaseAddress.Port}");
        using (var connection = new ProxmoxConnection(new([byName], Server.Agent.TokenId, Server.Agent.TokenSecret) { Ca = ca }, TimeProvider.System))
            Assert.Equal("8.4.1", (await new ProxmoxClient(connection, exchanges).SendAsync(ProxmoxRequest.Get("/version"), Token)).GetProperty("version").GetString());

        using var unknown = new ProxmoxConnection(new([byName], Server.Agent.TokenId, Server.Agent.TokenSecret), TimeProvider.System);
        var failure = await Assert.ThrowsAsync<ProxmoxException>(() => new ProxmoxClient(unknown, exchanges).SendAsync(ProxmoxRequest.Get("/version"), Token));
        Assert.Equal(FailureKind.NeverSent, failure.Kind);

        await using var other = await MycoPod.Sandbox.Http.SandboxServer.StartAsync(Path.Combine(StateDirectory, "..", "other"), Speed, Token);
        using var stranger = new ProxmoxConnection(new([new($"https://localhost:{other.BaseAddress.Port}")], other.Agent.TokenId, other.Agent.TokenSecret) { Ca = ca }, TimeProvider.System);
        failure = await Assert.ThrowsAsync<ProxmoxException>(() => new ProxmoxClient(stranger, exchanges).SendAsync(ProxmoxRequest.Get("/version"), Token));
        Assert.Equal(FailureKind.NeverSent, failure.Kind);
    }

    private ProxmoxConnection Connect(params IReadOnlyList<Uri> endpoints) =>
        new(new(endpoints, Server.Agent.TokenId, Server.Agent.TokenSecret, Server.Fingerprint), TimeProvider.System);
}
