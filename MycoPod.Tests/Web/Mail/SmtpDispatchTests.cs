using MycoPod.Tests.Fixtures;
using MycoPod.Web.Configuration;
using MycoPod.Web.Mail;

namespace MycoPod.Tests.Web.Mail;

/// <summary>Sending over a real mail server.</summary>
public sealed class SmtpDispatchTests
{
    private static readonly OutgoingMail Mail = new("ada@example.org", "MycoPod: choose a new password", "Hello Ada,\n\nhere it is: ä ✓");

    [Fact]
    public async Task A_message_goes_through_STARTTLS_and_a_log_in()
    {
        await using var server = MailServer.Start();
        await Trusting(server).SendAsync(Mail, TestContext.Current.CancellationToken);
        var (isSecure, message) = await server.NextWithSecurityAsync();
        Assert.True(isSecure);
        Assert.Equal("\"MycoPod\" <mycopod@example.org>", message.From.ToString());
        Assert.Equal("ada@example.org", message.To.ToString());
        Assert.Equal(Mail.Subject, message.Subject);
        Assert.Equal(Mail.Text, message.TextBody?.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused()
    {
        await using var server = MailServer.Start();
        await RefusedAsync(new SmtpDispatch(server.Settings, TimeProvider.System));
        Assert.Equal(0, server.Waiting);
    }

    [Fact]
    public async Task A_server_without_TLS_gets_no_password_and_no_message()
    {
        await using var server = MailServer.Start(hasTls: false);
        await RefusedAsync(Trusting(server));
        Assert.Equal(0, server.Waiting);
    }

    [Fact]
    public async Task A_wrong_password_and_a_server_that_is_away_are_told_without_secrets()
    {
        await using var server = MailServer.Start();
        await RefusedAsync(Trusting(server, server.Settings with { Password = "hidden but wrong" }));
        await RefusedAsync(Trusting(server, server.Settings with { Port = FreePort.Take() }));
    }

    private static async Task RefusedAsync(SmtpDispatch dispatch)
    {
        var refused = await Assert.ThrowsAsync<MailException>(() => dispatch.SendAsync(Mail, TestContext.Current.CancellationToken));
        Assert.StartsWith("The mail server 127.0.0.1:", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", refused.ToString(), StringComparison.Ordinal);
    }

    private static SmtpDispatch Trusting(MailServer server, MailSettings? settings = null) =>
        new(settings ?? server.Settings, TimeProvider.System, (_, certificate, _, _) => certificate?.GetCertHashString() == server.Thumbprint);
}
