using MycoPod.Web.Configuration;

namespace MycoPod.Tests.Web.Configuration;

public sealed class MailSettingsTests
{
    private static readonly SettingsDocument.MailPart Good = new("smtp.example.org", 587, "starttls", "mycopod", "hidden-word", "MycoPod <mycopod@example.org>");

    [Fact]
    public void Without_mail_there_is_none() => Assert.Null(Validate(null).Mail);

    [Theory]
    [InlineData("starttls", nameof(MailSecurity.StartTls))]
    [InlineData("tls", nameof(MailSecurity.Tls))]
    public void A_complete_part_is_taken(string written, string security)
    {
        var mail = Validate(Good with { Security = written }).Mail;
        Assert.Equal(Enum.Parse<MailSecurity>(security), mail?.Security);
        Assert.Equal("mycopod@example.org", mail?.From.Address);
    }

    [Fact]
    public void Every_problem_is_told_with_its_key()
    {
        var refused = Assert.Throws<SettingsException>(() => Validate(new(null, 0, "ssl", "mycopod", null, "nobody")));
        Assert.Equal(["mail.host", "mail.security", "mail.port", "mail.username, mail.password", "mail.from"], refused.Problems.Select(p => p.Split(':')[0]));
    }

    [Fact]
    public void A_password_is_not_sent_in_clear_except_on_this_host()
    {
        var refused = Assert.Throws<SettingsException>(() => Validate(Good with { Security = "none" }));
        Assert.StartsWith("mail.security:", Assert.Single(refused.Problems), StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", refused.Message, StringComparison.Ordinal);
        Assert.NotNull(Validate(Good with { Security = "none", Host = "127.0.0.1" }).Mail);
    }

    [Theory]
    [InlineData("http://*:8080")]
    [InlineData("http://0.0.0.0:8080")]
    public void Links_need_an_address_that_browsers_know(string urls)
    {
        var refused = Assert.Throws<SettingsException>(() => Validate(Good, urls));
        Assert.StartsWith("publicUrl:", Assert.Single(refused.Problems), StringComparison.Ordinal);
        Assert.NotNull(Validate(Good, urls, "https://mycopod.lan").Mail);
    }

    private static WebSettings Validate(SettingsDocument.MailPart? mail, string urls = "http://127.0.0.1:8080", string? publicUrl = null) =>
        SettingsValidator.Validate(new(
            urls, publicUrl, "/var/lib/mycopod", "Host=127.0.0.1;Database=mycopod;Username=mycopod_web", null, new("https://git.example.org/x.git", "mycopod", "token"), mail));
}
