using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Accounts;
using MycoPod.Web.Accounts.SecondFactors;
using MycoPod.Web.Audit;
using MycoPod.Web.Configuration;
using MycoPod.Web.Mail;
using MycoPod.Web.Notifications;

namespace MycoPod.Tests.Web.Accounts.SecondFactors;

/// <summary>Somebody knows the password and guesses at the code.</summary>
public sealed class WrongCodeTests(PostgresServer postgres)
{
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_wait_grows_with_every_wrong_code_and_a_restart_forgives_none()
    {
        await using var web = await StartAsync();
        var (key, codes) = await SetUpAsync(web);
        time.Advance(TimeSpan.FromSeconds(Totp.StepSeconds));
        await using var again = await web.StartAgainAsync(UseTime);
        using var before = new FactorBrowser(web.Url);
        using var after = new FactorBrowser(new(again.Urls.First()));
        await before.LogInAsync("ada");
        for (var i = 0; i < 2; i++) Assert.DoesNotContain("you have to wait", await before.TypeCodeAsync("000000"), StringComparison.Ordinal);
        Assert.Contains("Try again in 2 minutes.", await before.TypeCodeAsync("000000"), StringComparison.Ordinal);

        // The other process has counted nothing itself. It tells before a code is typed, and looks at none, right or wrong.
        Assert.Contains("After 3 wrong codes in a row you have to wait", await after.LogInAsync("ada"), StringComparison.Ordinal);
        Assert.Contains("Try again in 2 minutes.", await after.TypeCodeAsync(Code(key)), StringComparison.Ordinal);
        Assert.False(await after.IsInAsync());
        foreach (var (minutes, shown) in ((int, string)[])[(2, "4 minutes"), (4, "8 minutes"), (8, "16 minutes"), (16, "32 minutes"), (32, "1 hour 4 minutes")])
        {
            time.Advance(TimeSpan.FromMinutes(minutes));
            await after.LogInAsync("ada");
            Assert.Contains($"Try again in {shown}.", await after.TypeCodeAsync("000000"), StringComparison.Ordinal);
        }

        // Who has a recovery code need not wait, and what was guessed is not forgiven by it.
        await after.TypeCodeAsync(codes[0], isRecovery: true);
        Assert.True(await after.IsInAsync());
        await before.LogInAsync("ada");
        Assert.Contains("After 8 wrong codes", await before.TypeCodeAsync(Code(key)), StringComparison.Ordinal);
        time.Advance(TimeSpan.FromMinutes(64));
        await before.LogInAsync("ada");
        await before.TypeCodeAsync(Code(key));
        Assert.True(await before.IsInAsync());

        // A right code begins anew.
        using var later = new FactorBrowser(web.Url);
        await later.LogInAsync("ada");
        Assert.DoesNotContain("you have to wait", await later.TypeCodeAsync("000000"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_guesses_at_once_are_three_guesses()
    {
        await using var web = await StartAsync();
        await SetUpAsync(web);
        var ada = Authoring.IdOf(await web.AddPersonAsync("eve", Roles.User));
        var (key, _) = await SetUpAsync(web, "eve");
        Assert.NotEmpty(key);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => web.Get<SecondFactorCheck>().TakeCodeAsync(ada, "000000", Token)));
        Assert.Equal(WrongCodes.Free, outcomes.Count(o => o.Answer == CodeAnswer.Wrong));
        Assert.All(outcomes.Where(o => o.Answer != CodeAnswer.Wrong), o => Assert.Equal(CodeAnswer.Early, o.Answer));
    }

    [Fact]
    public async Task The_owner_is_told_in_the_bell_each_time_and_once_by_email()
    {
        await using var mails = MailServer.Start();
        await using var web = await StartAsync(mails);
        var owner = Authoring.IdOf(await web.AddPersonAsync("eve", Roles.User));
        await SetUpAsync(web, "eve");
        using var guesser = new FactorBrowser(web.Url);
        await guesser.LogInAsync("eve");
        await guesser.TypeCodeAsync("000000");
        await guesser.TypeCodeAsync("000000");
        Assert.Empty(await web.Get<NotificationBox>().NewestAsync(owner, 10, Token));
        await guesser.TypeCodeAsync("000000");
        var message = await mails.NextAsync();
        Assert.Equal("eve@example.org", message.To.Mailboxes.Single().Address);
        Assert.Contains("3 wrong", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("from 127.0.0.1", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("http://127.0.0.1/settings/account", message.TextBody, StringComparison.Ordinal);
        time.Advance(TimeSpan.FromMinutes(2));
        await guesser.LogInAsync("eve");
        await guesser.TypeCodeAsync("000000");
        await UntilAsync(async () => (await web.Get<NotificationBox>().NewestAsync(owner, 10, Token)).Count == 2);
        var told = await web.Get<NotificationBox>().NewestAsync(owner, 10, Token);
        Assert.Equal(["Somebody typed your password and 4 wrong codes.", "Somebody typed your password and 3 wrong codes."], told.Select(n => n.Text));
        Assert.All(told, n => Assert.Equal((NotificationKind.CodesGuessed, AccountPage.Path), (n.Kind, n.Link)));
        Assert.Equal(0, mails.Waiting);
        var noted = (await web.Get<AuditQuery>().FindAsync(new(Kind: AuditKind.SignInFailed), 10, Token)).Entries;
        Assert.Equal([4, 3, 2, 1], noted.Select(e => int.Parse(e.Detail.Split('(', ' ')[^4], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 2)]
    [InlineData(4, 4)]
    [InlineData(12, 1024)]
    [InlineData(13, 1440)]
    [InlineData(5000, 1440)]
    public void Waits_double_up_to_a_day(int wrong, int minutes) => Assert.Equal(TimeSpan.FromMinutes(minutes), WrongCodes.WaitAfter(wrong));

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begin).TotalSeconds < 20, "Nobody was told.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Token);
        }
    }

    private string Code(byte[] key) => Totp.CodeOf(key, Totp.StepAt(time.GetUtcNow()));

    private async Task<(byte[] Key, IReadOnlyList<string> Codes)> SetUpAsync(WebBench web, string name = "ada")
    {
        using var here = new FactorBrowser(web.Url);
        await here.LogInAsync(name);
        return await here.SetUpAsync(time.GetUtcNow);
    }

    private void UseTime(WebApplicationBuilder builder) => builder.Services.AddSingleton<TimeProvider>(time);

    private async Task<WebBench> StartAsync(MailServer? mails = null)
    {
        var web = await WebBench.CreateAsync(postgres, mails?.Settings, builder =>
        {
            UseTime(builder);
            if (mails is not null) builder.Services.AddSingleton<IMailDispatch>(new SmtpDispatch(mails.Settings, time, (_, certificate, _, _) => certificate?.GetCertHashString() == mails.Thumbprint));
        });
        await web.AddPersonAsync("ada", Roles.User);
        await web.App.StartAsync(Token);
        return web;
    }
}
