using Microsoft.Extensions.Time.Testing;
using MycoPod.Core.Proxmox;
using MycoPod.Core.Proxmox.Access;
using MycoPod.Core.Proxmox.Errors;
using MycoPod.Core.Proxmox.Exchanges;
using MycoPod.Sandbox.Http;
using MycoPod.Tests.Sandbox;

namespace MycoPod.Tests.Proxmox;

/// <summary>Logging in with user and password instead of an API token.</summary>
public sealed class TicketTests : SandboxTest
{
    private const string Operator = "op@pve";

    private readonly ExchangeList exchanges = [];

    [Fact]
    public async Task A_user_logs_in_once_for_many_requests_and_nothing_of_it_is_recorded()
    {
        using var connection = new ProxmoxConnection(Credentials(Server), TimeProvider.System);
        var client = new ProxmoxClient(connection, exchanges);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => client.SendAsync(ProxmoxRequest.Get("/version"), Token)));
        var upid = await client.SendAsync(new("POST", "/nodes/pve3/lxc/102/status/start", []), Token);
        Assert.Contains(":op@pve:", upid.ToString(), StringComparison.Ordinal);
        Assert.Single(exchanges.Calls, c => c == "POST /access/ticket");
        Assert.All(exchanges, e => Assert.Equal(200, e.StatusCode));
        var login = exchanges[0];
        Assert.Equal($"username={Operator}\npassword={SecretMask.Mask}", login.RequestBody);
        Assert.Contains($"\"ticket\":\"{SecretMask.Mask}\"", login.ResponseBody, StringComparison.Ordinal);
        Assert.Contains($"\"CSRFPreventionToken\":\"{SecretMask.Mask}\"", login.ResponseBody, StringComparison.Ordinal);
        Assert.DoesNotContain(exchanges, e => $"{e}".Contains("PVE:op", StringComparison.Ordinal) || $"{e}".Contains(Server.Password(Operator) ?? "?", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_ticket_is_renewed_before_it_ends_and_after_it_ended_the_password_logs_in_again()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var server = await SandboxServer.StartAsync(new SandboxOptions(Path.Combine(StateDirectory, "..", "timed")) { Time = time }, Token);
        using var connection = new ProxmoxConnection(Credentials(server), time);
        var client = new ProxmoxClient(connection, exchanges);
        foreach (var (later, logins) in new[] { (TimeSpan.Zero, 1), (TimeSpan.FromMinutes(50), 1), (TimeSpan.FromMinutes(20), 2), (TimeSpan.FromMinutes(70), 3), (TimeSpan.FromHours(3), 4) })
        {
            time.Advance(later);
            await client.SendAsync(ProxmoxRequest.Get("/version"), Token);
            Assert.Equal(logins, exchanges.Calls.Count(c => c == "POST /access/ticket"));
        }

        Assert.All(exchanges, e => Assert.Equal(200, e.StatusCode));
    }

    [Fact]
    public async Task A_ticket_that_is_refused_is_replaced_and_the_request_sent_once_more()
    {
        using var connection = new ProxmoxConnection(Credentials(Server), TimeProvider.System);
        var client = new ProxmoxClient(connection, exchanges);
        await client.SendAsync(ProxmoxRequest.Get("/version"), Token);
        await Root.SetFaultAsync("""{"method":"GET","path":"/version","kind":"status","status":401,"message":"permission denied - invalid PVE ticket"}""");
        await client.SendAsync(ProxmoxRequest.Get("/version"), Token);
        Assert.Equal(["POST /access/ticket", "GET /version", "GET /version", "POST /access/ticket", "GET /version"], exchanges.Calls);
    }

    [Fact]
    public async Task A_wrong_password_is_an_authentication_failure_without_a_second_try()
    {
        using var connection = new ProxmoxConnection(Credentials(Server) with { Password = "wrong" }, TimeProvider.System);
        var failure = await Assert.ThrowsAsync<ProxmoxException>(() => new ProxmoxClient(connection, exchanges).SendAsync(new("POST", "/nodes/pve3/lxc/102/status/start", []), Token));
        Assert.Equal(FailureKind.Authentication, failure.Kind);
        Assert.Equal(["POST /access/ticket"], exchanges.Calls);
    }

    [Fact]
    public async Task A_log_in_without_answer_proves_that_the_request_was_never_sent()
    {
        using var connection = new ProxmoxConnection(Credentials(Server), TimeProvider.System);
        await Root.SetFaultAsync("""{"method":"POST","path":"/access/ticket","kind":"drop-after"}""");
        var failure = await Assert.ThrowsAsync<ProxmoxException>(() => new ProxmoxClient(connection, exchanges).SendAsync(new("POST", "/nodes/pve3/lxc/102/status/start", []), Token));
        Assert.Equal(FailureKind.NeverSent, failure.Kind);
        Assert.Equal(["POST /access/ticket"], exchanges.Calls);
    }

    [Fact]
    public async Task A_user_with_a_second_factor_is_refused_in_clear_words()
    {
        await using var node = await StubNode.StartAsync(
            new() { ["POST /api2/json/access/ticket"] = """{"data":{"username":"ada@pve","NeedTFA":1,"ticket":"PVE:!tfa!%7B%22totp%22%3Atrue%7D:6B0335A2::x"}}""" }, Token);
        using var connection = new ProxmoxConnection(node.WithPassword, TimeProvider.System);
        var failure = await Assert.ThrowsAsync<ProxmoxException>(() => new ProxmoxClient(connection, exchanges).SendAsync(ProxmoxRequest.Get("/version"), Token));
        Assert.Equal((FailureKind.Authentication, "ada@pve needs a second factor to log in, which nobody can enter here. Use an API token, or a user without a second factor."), (failure.Kind, failure.Message));
        Assert.Single(node.Received);
    }

    private static ProxmoxCredentials Credentials(SandboxServer server) => new([server.BaseAddress], TlsFingerprint: server.Fingerprint)
    {
        Username = Operator,
        Password = server.Password(Operator),
    };
}
