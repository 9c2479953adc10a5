using MycoPod.Sandbox.Auth;
using Xunit;

namespace MycoPod.Tests.Sandbox;

public sealed class AuthenticationTests : SandboxTest
{
    [Theory]
    [InlineData(null, "No ticket")]
    [InlineData("PVEAPIToken=garbage", "no tokenid specified")]
    [InlineData("PVEAPIToken=root@pam!nope=00000000-0000-0000-0000-000000000000", "no such token 'nope' for user 'root@pam'")]
    [InlineData("PVEAPIToken=root@pam!sandbox=00000000-0000-0000-0000-000000000000", "invalid token value!")]
    [InlineData("PVEAPIToken=ghost@pve!x=00000000-0000-0000-0000-000000000000", "no such user ('ghost@pve')")]
    public async Task A_failed_authentication_has_its_reason_in_the_status_line_and_no_body(string? header, string reason)
    {
        using var client = new SandboxClient(Server, credentials: null);
        if (header is not null)
            client.Http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);

        var answer = await client.GetAsync("/version");

        Assert.Equal((401, reason, ""), (answer.Status, answer.Reason, answer.Body));
    }

    [Fact]
    public async Task A_failed_authentication_answers_after_three_seconds_of_sandbox_time()
    {
        using var client = new SandboxClient(Server, credentials: null);
        var start = TimeProvider.System.GetTimestamp();

        await client.GetAsync("/version");

        // A timer may fire a little early; two seconds would still be caught.
        Assert.True(TimeProvider.System.GetElapsedTime(start) > TimeSpan.FromSeconds(2.5) / Speed);
    }

    [Fact]
    public async Task A_user_without_rules_is_told_the_path_and_the_privilege_that_are_missing()
    {
        using var nobody = new SandboxClient(Server, Server.Nobody);

        var answer = await nobody.GetAsync("/nodes/pve2/qemu/100/config");

        Assert.Equal((403, "Permission check failed (/vms/100, VM.Audit)"), (answer.Status, answer.Reason));
        Assert.Equal("Permission check failed (/vms/100, VM.Audit)\n", answer.Json.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Permissions_are_checked_before_parameters()
    {
        using var nobody = new SandboxClient(Server, Server.Nobody);

        var answer = await nobody.PostAsync("/nodes/pve1/lxc/101/status/stop", ("bogus", "1"));

        Assert.Equal(403, answer.Status);
    }

    [Fact]
    public async Task Lists_leave_out_what_the_caller_may_not_see()
    {
        using var nobody = new SandboxClient(Server, Server.Nobody);

        Assert.Empty((await nobody.DataAsync("/nodes/pve1/lxc")).EnumerateArray());
        Assert.Empty((await nobody.DataAsync("/cluster/resources")).EnumerateArray());
        Assert.Equal(3, (await nobody.DataAsync("/nodes")).GetArrayLength());
    }

    [Fact]
    public async Task The_agent_has_its_privileges_everywhere_and_none_that_give_others_access()
    {
        var granted = (await Agent.DataAsync("/access/permissions")).GetProperty("/");

        Assert.Equal(Privileges.Agent.Order(StringComparer.Ordinal), granted.EnumerateObject().Select(entry => entry.Name).Order(StringComparer.Ordinal));
        Assert.False(granted.TryGetProperty("Permissions.Modify", out _));
    }

    [Fact]
    public async Task A_ticket_opens_reads_but_changes_need_its_csrf_token()
    {
        using var client = new SandboxClient(Server, credentials: null);
        var login = await client.PostAsync("/access/ticket", ("username", Caller.Root), ("password", Server.Password(Caller.Root) ?? ""));
        client.Http.DefaultRequestHeaders.Add("Cookie", $"PVEAuthCookie={Uri.EscapeDataString(login.Data.GetProperty("ticket").GetString() ?? "")}");

        var read = await client.GetAsync("/nodes/pve1/lxc/101/config");
        var refused = await client.PostAsync("/nodes/pve1/lxc/101/status/shutdown");
        client.Http.DefaultRequestHeaders.Add("CSRFPreventionToken", login.Data.GetProperty("CSRFPreventionToken").GetString());
        var accepted = await client.PostAsync("/nodes/pve1/lxc/101/status/shutdown");

        Assert.Equal(200, read.Status);
        Assert.Equal((401, "Permission denied - invalid csrf token"), (refused.Status, refused.Reason));
        Assert.Equal(200, accepted.Status);
    }

    [Fact]
    public async Task A_wrong_password_is_refused_with_a_message()
    {
        using var client = new SandboxClient(Server, credentials: null);

        var answer = await client.PostAsync("/access/ticket", ("username", AccountSeed.Operator), ("password", "wrong"));

        Assert.Equal(401, answer.Status);
        Assert.Equal("authentication failure\n", answer.Json.GetProperty("message").GetString());
    }
}
