using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MycoPod.Tests.Fixtures;
using MycoPod.Tests.Web.Accounts.SecondFactors;
using MycoPod.Web.Accounts;
using MycoPod.Web.Accounts.SecondFactors;
using MycoPod.Web.Audit;
using MycoPod.Web.Configuration;
using MycoPod.Web.Data;
using Npgsql;

namespace MycoPod.Tests.Web.Accounts;

/// <summary>What belongs together happens together: a change and its line in the audit log, a log-in and what it was allowed by.</summary>
public sealed class ChangesAtOnceTests(PostgresServer postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_cannot_be_noted_does_not_happen()
    {
        await using var web = await StartAsync();
        using var here = new FactorBrowser(web.Url);
        await here.LogInAsync("ada");
        var offer = await here.ChangeAsync("begin");
        var key = FactorBrowser.KeyOf(offer);
        await web.RunAsOwnerAsync("REVOKE INSERT ON web.audit_entries FROM mycopod_web");
        var code = Totp.CodeOf(key, Totp.StepAt(TimeProvider.System.GetUtcNow()));
        Assert.Contains(DatabaseFailure.NothingChanged, await here.SendAsync(offer, SecondFactorPage.Path, "factor", ("Action", "confirm"), ("Code", code)), StringComparison.Ordinal);
        Assert.Contains("It is off.", await here.ReadAsync(SecondFactorPage.Path), StringComparison.Ordinal);

        await web.RunAsOwnerAsync("GRANT INSERT ON web.audit_entries TO mycopod_web");
        var (_, codes) = await here.SetUpAsync(TimeProvider.System.GetUtcNow);
        await web.RunAsOwnerAsync("REVOKE INSERT ON web.audit_entries FROM mycopod_web");
        foreach (var action in (string[])["renew", "off"]) Assert.Contains(DatabaseFailure.NothingChanged, await here.ChangeAsync(action), StringComparison.Ordinal);
        await Assert.ThrowsAsync<DbUpdateException>(() => AdministerAsync(web, a => a.ResetSecondFactorAsync("ada", "root", Token)));
        await Assert.ThrowsAsync<DbUpdateException>(() => AdministerAsync(web, a => a.SetPasswordAsync("ada", "staple battery horse", "root", Token)));
        var answer = await here.SendAsync(await here.ReadAsync(AccountPage.Path), AccountPage.Path, "account", ("Email", "ada@new.example"), ("Password", ""), ("Again", ""), ("Current", FactorBrowser.Password));
        Assert.Contains(DatabaseFailure.NothingChanged, answer, StringComparison.Ordinal);

        await web.RunAsOwnerAsync("GRANT INSERT ON web.audit_entries TO mycopod_web");
        Assert.Contains("value=\"ada@example.org\"", await here.ReadAsync(AccountPage.Path), StringComparison.Ordinal);
        using var elsewhere = new FactorBrowser(web.Url);
        Assert.Contains("Authentication code", await elsewhere.LogInAsync("ada"), StringComparison.Ordinal);
        await elsewhere.TypeCodeAsync(codes[0], isRecovery: true);
        Assert.True(await elsewhere.IsInAsync());
    }

    [Fact]
    public async Task What_does_not_happen_is_not_noted()
    {
        await using var web = await StartAsync();
        using var here = new FactorBrowser(web.Url);
        await here.LogInAsync("ada");
        await here.SetUpAsync(TimeProvider.System.GetUtcNow);

        // As if the connection broke in the very last moment: everything was sent, and the commit fails.
        await web.RunAsOwnerAsync(
            """
            CREATE FUNCTION web.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused at commit'; END $$;
            CREATE CONSTRAINT TRIGGER refuse AFTER DELETE ON web.recovery_codes DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION web.refuse();
            """);
        foreach (var action in (string[])["renew", "off"]) Assert.Contains(DatabaseFailure.NothingChanged, await here.ChangeAsync(action), StringComparison.Ordinal);
        await Assert.ThrowsAsync<PostgresException>(() => AdministerAsync(web, a => a.ResetSecondFactorAsync("ada", "root", Token)));
        Assert.Contains("10 of your recovery codes", await here.ReadAsync(SecondFactorPage.Path), StringComparison.Ordinal);
        await using var database = WebDatabase.Open(web.Database.Web);
        Assert.Equal([AuditKind.SignIn, AuditKind.SecondFactorOn], await database.Audit.OrderBy(e => e.Id).Select(e => e.Kind).ToListAsync(Token));
    }

    [Theory]
    [InlineData("INSERT INTO web.authenticators (account_id, sealed_key, last_step) SELECT id, '', 0 FROM web.users WHERE user_name = 'ada'")]
    [InlineData("UPDATE web.users SET security_stamp = 'another' WHERE user_name = 'ada'")]
    [InlineData("UPDATE web.users SET lockout_end = 'infinity' WHERE user_name = 'ada'")]
    public async Task A_log_in_that_overlaps_with_what_forbids_it_gets_no_session(string change)
    {
        await using var web = await StartAsync();
        using var browser = new FactorBrowser(web.Url);
        Task<string> logIn;
        await using (var owner = WebDatabase.Open(web.Database.Owner))
        {
            // The second factor is being switched on, the password changed, the account disabled; the log-in has seen nothing of it yet.
            await using var editing = await AccountLock.TakeAsync(owner, await owner.Users.Select(u => u.Id).SingleAsync(Token), Token);
            await owner.Database.ExecuteSqlRawAsync(change, Token);
            logIn = browser.LogInAsync("ada");
            await UntilSomebodyWaitsAsync(web);
            await editing.CommitAsync(Token);
        }

        Assert.Contains(CodeSignIn.Changed, await logIn, StringComparison.Ordinal);
        Assert.False(await browser.IsInAsync());
    }

    [Fact]
    public async Task Where_the_database_is_away_nobody_is_told_that_a_password_is_wrong_and_nothing_is_counted()
    {
        await using var web = await StartAsync();
        using var here = new FactorBrowser(web.Url);
        await here.LogInAsync("ada");
        var settings = await here.ReadAsync(AccountPage.Path);
        await web.RunAsOwnerAsync("REVOKE SELECT ON web.users FROM mycopod_web");
        using var other = new FactorBrowser(web.Url);
        for (var i = 0; i < 4; i++)
        {
            var answer = await other.LogInAsync("ada");
            Assert.Contains(SignIn.Away, answer, StringComparison.Ordinal);
            Assert.DoesNotContain(SignIn.Incorrect, answer, StringComparison.Ordinal);
            Assert.Contains(
                DatabaseFailure.NothingChanged,
                await here.SendAsync(settings, AccountPage.Path, "account", ("Email", "ada@new.example"), ("Password", ""), ("Again", ""), ("Current", FactorBrowser.Password)),
                StringComparison.Ordinal);
        }

        await web.RunAsOwnerAsync("GRANT SELECT ON web.users TO mycopod_web");

        // What is right cannot be noted as right, nor what is wrong as wrong.
        await web.RunAsOwnerAsync("REVOKE INSERT ON web.audit_entries FROM mycopod_web");
        for (var i = 0; i < 4; i++) Assert.Contains(SignIn.Away, await other.LogInAsync("ada", "wrong"), StringComparison.Ordinal);
        for (var i = 0; i < 4; i++) Assert.Contains(DatabaseFailure.NothingChanged, await here.ChangeAsync("begin", "wrong"), StringComparison.Ordinal);
        await web.RunAsOwnerAsync("GRANT INSERT ON web.audit_entries TO mycopod_web");
        await other.LogInAsync("ada");
        Assert.True(await other.IsInAsync());
        Assert.Contains("QR code of the key", await here.ChangeAsync("begin"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_for_a_new_password_is_not_called_wrong_for_it()
    {
        await using var web = await StartAsync();
        using var browser = new FactorBrowser(web.Url);
        await web.RunAsOwnerAsync("REVOKE SELECT ON web.users FROM mycopod_web");
        var answer = await browser.ReadAsync($"/reset-password?user={Guid.Empty}&token=abc");
        Assert.Contains(DatabaseFailure.NothingChanged, answer, StringComparison.Ordinal);
        Assert.DoesNotContain("This link does not work", answer, StringComparison.Ordinal);
    }

    private static async Task UntilSomebodyWaitsAsync(WebBench web)
    {
        await using var database = WebDatabase.Open(web.Database.Owner);
        var begin = TimeProvider.System.GetTimestamp();
        while (await database.Database.SqlQuery<int>($"SELECT count(*)::int AS \"Value\" FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE NOT l.granted AND a.datname = current_database()").SingleAsync(Token) == 0)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begin).TotalSeconds < 20, "Nobody waits for the account.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Token);
        }
    }

    private static async Task<AdministrationOutcome> AdministerAsync(WebBench web, Func<AccountAdministration, Task<AdministrationOutcome>> change)
    {
        await using var services = AccountServices.ForCommands(web.Get<WebSettings>());
        await using var scope = services.CreateAsyncScope();
        return await change(scope.ServiceProvider.GetRequiredService<AccountAdministration>());
    }

    private async Task<WebBench> StartAsync()
    {
        var web = await WebBench.CreateAsync(postgres);
        await web.AddPersonAsync("ada", Roles.User);
        await web.App.StartAsync(Token);
        return web;
    }
}
