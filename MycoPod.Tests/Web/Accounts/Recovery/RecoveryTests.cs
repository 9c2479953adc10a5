using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Accounts;
using MycoPod.Web.Accounts.Recovery;
using MycoPod.Web.Audit;
using MycoPod.Web.Data;
using MycoPod.Web.Mail;

namespace MycoPod.Tests.Web.Accounts.Recovery;

/// <summary>Recovering a password over HTTP and a real mail server.</summary>
public sealed partial class RecoveryTests(PostgresServer postgres)
{
    private const string Old = "correct horse battery";
    private const string New = "staple battery horse";

    [Fact]
    public async Task A_link_from_an_email_gives_a_new_password_once_and_ends_every_session()
    {
        await using var mails = MailServer.Start();
        await using var web = await StartAsync(mails);
        using var session = new FormBrowser(web.Url);
        using var browser = new FormBrowser(web.Url);
        await session.LogInAsync("ada", Old);
        Assert.True(await session.IsSignedInAsync());

        Assert.Contains(ForgotPassword.Neutral, await AskAsync(browser, "ada"), StringComparison.Ordinal);
        var message = await mails.NextAsync();
        Assert.Equal("ada@example.org", message.To.ToString());
        var link = LinkOf(message.TextBody);

        Assert.Contains("The two new passwords are not the same.", await ChooseAsync(browser, link, New, Old), StringComparison.Ordinal);
        Assert.Contains("at least 12 characters", await ChooseAsync(browser, link, "short", "short"), StringComparison.Ordinal);
        Assert.True(await session.IsSignedInAsync());

        Assert.Contains("Your new password is saved.", await ChooseAsync(browser, link, New, New), StringComparison.Ordinal);
        Assert.False(await session.IsSignedInAsync());
        Assert.Contains("This link does not work", await browser.ReadAsync(link), StringComparison.Ordinal);
        Assert.Contains(SignIn.Incorrect, await browser.LogInAsync("ada", Old), StringComparison.Ordinal);
        await browser.LogInAsync("ada", New);
        Assert.True(await browser.IsSignedInAsync());
        Assert.Equal([AuditKind.RecoveryLink, AuditKind.PasswordChanged], await AuditAsync(web, AuditKind.RecoveryLink, AuditKind.PasswordChanged));
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_answered_the_same_and_leaves_nothing_behind()
    {
        await using var mails = MailServer.Start();
        await using var web = await StartAsync(mails);
        using var browser = new FormBrowser(web.Url);
        var unknown = await AskAsync(browser, "nobody");
        var known = await AskAsync(browser, "ADA@example.org");
        Assert.Contains(ForgotPassword.Neutral, unknown, StringComparison.Ordinal);
        Assert.Equal(Volatile().Replace(known, ""), Volatile().Replace(unknown, ""));

        // They are answered one after another: the second's message means that the first is done with.
        Assert.Equal("ada@example.org", (await mails.NextAsync()).To.ToString());
        Assert.Equal(0, mails.Waiting);
        Assert.Single(await AuditAsync(web, Enum.GetValues<AuditKind>()));
    }

    [Fact]
    public async Task An_account_gets_three_messages_in_an_hour()
    {
        await using var mails = MailServer.Start();
        await using var web = await StartAsync(mails);
        await web.AddPersonAsync("ben", Roles.User);
        using var browser = new FormBrowser(web.Url);
        for (var i = 0; i < RecoveryLinks.MostPerHour + 1; i++) Assert.Contains(ForgotPassword.Neutral, await AskAsync(browser, "ada"), StringComparison.Ordinal);
        await AskAsync(browser, "ben");
        var receivers = new List<string>();
        for (var i = 0; i < RecoveryLinks.MostPerHour + 1; i++) receivers.Add((await mails.NextAsync()).To.ToString());
        Assert.Equal(["ada@example.org", "ada@example.org", "ada@example.org", "ben@example.org"], receivers);
    }

    [Fact]
    public async Task A_link_leads_to_the_configured_address_whatever_the_request_called_this_host()
    {
        await using var mails = MailServer.Start();
        await using var web = await StartAsync(mails);
        using var browser = new FormBrowser(web.Url) { Host = "evil.example" };
        await AskAsync(browser, "ada");
        var text = (await mails.NextAsync()).TextBody;
        Assert.DoesNotContain("evil", text, StringComparison.Ordinal);
        Assert.Contains($"http://127.0.0.1{ResetPassword.Path}?user=", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_link_and_a_made_up_one_are_refused()
    {
        await using var mails = MailServer.Start();
        await using var web = await StartAsync(mails, services => services.Configure<RecoveryTokenOptions>(o => o.TokenLifespan = TimeSpan.Zero));
        Assert.Equal(TimeSpan.FromHours(1), new RecoveryTokenOptions().TokenLifespan);
        using var browser = new FormBrowser(web.Url);
        await AskAsync(browser, "ada");
        var link = LinkOf((await mails.NextAsync()).TextBody);
        foreach (var bad in (string[])[link, link[..^8], $"{ResetPassword.Path}?user=1&token=%%%", ResetPassword.Path])
        {
            Assert.Contains("This link does not work", await browser.ReadAsync(bad), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_a_mail_server_the_page_says_whom_to_ask()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        await web.App.StartAsync(TestContext.Current.CancellationToken);
        using var browser = new FormBrowser(web.Url);
        Assert.Contains("Ask whoever runs this MycoPod", await browser.ReadAsync(ForgotPassword.Path), StringComparison.Ordinal);
    }

    private async Task<WebBench> StartAsync(MailServer mails, Action<IServiceCollection>? customize = null)
    {
        var web = await WebBench.CreateAsync(postgres, mails.Settings, builder =>
        {
            builder.Services.AddSingleton<IMailDispatch>(new SmtpDispatch(mails.Settings, TimeProvider.System, (_, certificate, _, _) => certificate?.GetCertHashString() == mails.Thumbprint));
            customize?.Invoke(builder.Services);
        });
        await web.AddPersonAsync("ada", Roles.User);
        await web.App.StartAsync(TestContext.Current.CancellationToken);
        return web;
    }

    private static Task<string> AskAsync(FormBrowser browser, string name) =>
        browser.SubmitAsync(ForgotPassword.Path, new Dictionary<string, string> { ["form.NameOrEmail"] = name });

    private static Task<string> ChooseAsync(FormBrowser browser, string link, string first, string second) =>
        browser.SubmitAsync(link, new Dictionary<string, string> { ["form.Password"] = first, ["form.Again"] = second });

    private static string LinkOf(string? text) => new Uri(Link().Match(text ?? "").Value).PathAndQuery;

    private static async Task<IReadOnlyList<AuditKind>> AuditAsync(WebBench web, params AuditKind[] kinds)
    {
        await using var database = await web.Get<IDbContextFactory<WebContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        return await database.Audit.Where(e => kinds.Contains(e.Kind)).OrderBy(e => e.Id).Select(e => e.Kind).ToListAsync(TestContext.Current.CancellationToken);
    }

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Link();

    /// <summary>What differs between any two answers.</summary>
    [GeneratedRegex("<!--.*?-->|__RequestVerificationToken\" value=\"[^\"]*\"", RegexOptions.Singleline)]
    private static partial Regex Volatile();
}
