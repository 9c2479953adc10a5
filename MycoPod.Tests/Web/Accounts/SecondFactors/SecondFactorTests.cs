using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Accounts;
using MycoPod.Web.Accounts.SecondFactors;
using MycoPod.Web.Audit;
using MycoPod.Web.Data;

namespace MycoPod.Tests.Web.Accounts.SecondFactors;

/// <summary>The second factor over HTTP: set up, asked for, recovered, reset.</summary>
public sealed class SecondFactorTests(PostgresServer postgres)
{
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Logging_in_needs_a_code_that_works_once()
    {
        await using var web = await StartAsync();
        using var here = new FactorBrowser(web.Url);
        using var elsewhere = new FactorBrowser(web.Url);
        await elsewhere.LogInAsync("ada");
        await here.LogInAsync("ada");
        var (key, codes) = await here.SetUpAsync(time.GetUtcNow);
        Assert.Equal(RecoveryCodes.Count, codes.Count);
        Assert.True(await here.IsInAsync());

        // A session that never showed a code does not outlive the switching on.
        Assert.False(await elsewhere.IsInAsync());
        Assert.Contains("Authentication code", await elsewhere.LogInAsync("ada"), StringComparison.Ordinal);
        Assert.False(await elsewhere.IsInAsync());

        // The code of the set-up was used already.
        Assert.Contains("used already", await elsewhere.TypeCodeAsync(Code(key)), StringComparison.Ordinal);
        time.Advance(TimeSpan.FromSeconds(Totp.StepSeconds));
        await elsewhere.TypeCodeAsync(Code(key));
        Assert.True(await elsewhere.IsInAsync());
        using var thief = new FactorBrowser(web.Url);
        await thief.LogInAsync("ada");
        Assert.Contains("used already", await thief.TypeCodeAsync(Code(key)), StringComparison.Ordinal);
        Assert.False(await thief.IsInAsync());
    }

    [Fact]
    public async Task Nothing_tells_of_it_before_the_password_is_right_and_guesses_at_recovery_codes_have_to_wait()
    {
        await using var web = await StartAsync();
        using var here = new FactorBrowser(web.Url);
        await here.LogInAsync("ada");
        var (key, codes) = await here.SetUpAsync(time.GetUtcNow);
        time.Advance(TimeSpan.FromSeconds(Totp.StepSeconds));
        using var guesser = new FactorBrowser(web.Url);
        Assert.Contains("<title>Log in", await guesser.ReadAsync(CodePage.AddressOf(isRecovery: false, null)), StringComparison.Ordinal);
        Assert.Contains(SignIn.Incorrect, await guesser.LogInAsync("ada", "wrong"), StringComparison.Ordinal);

        // The right password between them forgives nothing.
        await guesser.LogInAsync("ada");
        Assert.Contains("not correct", await guesser.TypeCodeAsync(codes[0][1..], isRecovery: true), StringComparison.Ordinal);
        await guesser.LogInAsync("ada");
        Assert.Contains("Try again in 2 minutes", await guesser.TypeCodeAsync(codes[0][1..], isRecovery: true), StringComparison.Ordinal);
        Assert.Contains("you have to wait", await guesser.TypeCodeAsync(codes[0], isRecovery: true), StringComparison.Ordinal);
        Assert.Contains("you have to wait", await guesser.LogInAsync("ada"), StringComparison.Ordinal);
        time.Advance(LoginThrottle.Pause);
        await guesser.LogInAsync("ada");
        await guesser.TypeCodeAsync(Code(key));
        Assert.True(await guesser.IsInAsync());
    }

    [Fact]
    public async Task A_recovery_code_works_once_and_new_ones_make_the_old_void()
    {
        await using var web = await StartAsync();
        using var here = new FactorBrowser(web.Url);
        await here.LogInAsync("ada");
        var (_, codes) = await here.SetUpAsync(time.GetUtcNow);
        using var other = new FactorBrowser(web.Url);
        await other.LogInAsync("ada");
        await other.TypeCodeAsync(codes[0].ToUpperInvariant(), isRecovery: true);
        Assert.True(await other.IsInAsync());
        using var third = new FactorBrowser(web.Url);
        await third.LogInAsync("ada");
        Assert.Contains("used already", await third.TypeCodeAsync(codes[0], isRecovery: true), StringComparison.Ordinal);
        Assert.Contains("9 of your recovery codes", await here.ReadAsync(SecondFactorPage.Path), StringComparison.Ordinal);

        Assert.Contains("password is incorrect", await here.ChangeAsync("renew", "wrong"), StringComparison.Ordinal);
        var renewed = FactorBrowser.CodesOf(await here.ChangeAsync("renew"));
        Assert.Equal(RecoveryCodes.Count, renewed.Count);
        Assert.DoesNotContain(renewed[0], await here.ReadAsync(SecondFactorPage.Path), StringComparison.Ordinal);
        Assert.Contains("not correct", await third.TypeCodeAsync(codes[1], isRecovery: true), StringComparison.Ordinal);
        await third.TypeCodeAsync(renewed[0], isRecovery: true);
        Assert.True(await third.IsInAsync());
    }

    [Fact]
    public async Task Switching_on_and_off_needs_the_password_and_everything_is_noted()
    {
        await using var web = await StartAsync();
        using var here = new FactorBrowser(web.Url);
        await here.LogInAsync("ada");
        Assert.Contains("password is incorrect", await here.ChangeAsync("begin", "wrong"), StringComparison.Ordinal);
        var (_, codes) = await here.SetUpAsync(time.GetUtcNow);
        Assert.Contains("password is incorrect", await here.ChangeAsync("off", "wrong"), StringComparison.Ordinal);
        using var other = new FactorBrowser(web.Url);
        await other.LogInAsync("ada");
        await other.TypeCodeAsync(codes[0], isRecovery: true);
        await here.ChangeAsync("renew");
        await here.ChangeAsync("off");
        using var third = new FactorBrowser(web.Url);
        await third.LogInAsync("ada");
        Assert.True(await third.IsInAsync());

        // Somebody on the host resets it for who lost everything; sessions end.
        await third.SetUpAsync(time.GetUtcNow);
        Assert.Null((await ResetAsync(web, "ada")).Problem);
        Assert.False(await third.IsInAsync());
        await third.LogInAsync("ada");
        Assert.True(await third.IsInAsync());
        Assert.Contains("no second factor", (await ResetAsync(web, "ada")).Text, StringComparison.Ordinal);
        Assert.False((await ResetAsync(web, "nobody")).IsKnown);

        AuditKind[] kinds = [AuditKind.SecondFactorOn, AuditKind.RecoveryCodeUsed, AuditKind.RecoveryCodesMade, AuditKind.SecondFactorOff, AuditKind.SecondFactorReset];
        var noted = (await web.Get<AuditQuery>().FindAsync(new(), 100, Token)).Entries.Where(e => kinds.Contains(e.Kind)).Reverse().Select(e => $"{e.Kind} {e.Actor} {e.About}");
        Assert.Equal(["SecondFactorOn ada ada", "RecoveryCodeUsed ada ada", "RecoveryCodesMade ada ada", "SecondFactorOff ada ada", "SecondFactorOn ada ada", "SecondFactorReset root ada"], noted);
    }

    [Fact]
    public async Task The_database_alone_opens_nothing()
    {
        await using var web = await StartAsync();
        using var here = new FactorBrowser(web.Url);
        await here.LogInAsync("ada");
        var (key, codes) = await here.SetUpAsync(time.GetUtcNow);
        await using var database = WebDatabase.Open(web.Database.Web);
        var ring = await database.DataProtectionKeys.Select(k => k.Xml).ToListAsync(Token);
        Assert.NotEmpty(ring);
        Assert.All(ring, k => Assert.DoesNotContain("<masterKey", k, StringComparison.Ordinal));
        Assert.All(ring, k => Assert.Contains("<sealed", k, StringComparison.Ordinal));
        var sealedKey = await database.Authenticators.Select(a => a.SealedKey).SingleAsync(Token);
        foreach (var plain in (string[])[Convert.ToBase64String(key), Base32.Encode(key), Convert.ToHexString(key)]) Assert.DoesNotContain(plain, sealedKey, StringComparison.OrdinalIgnoreCase);
        var digests = await database.RecoveryCodes.Select(c => c.Digest).ToListAsync(Token);
        Assert.All(codes, c => Assert.DoesNotContain(c.Replace("-", "", StringComparison.Ordinal), string.Join(' ', digests), StringComparison.Ordinal));

        // Nor does somebody else's row open with it.
        var ben = await database.Users.Where(u => u.UserName == "ben").Select(u => u.Id).SingleAsync(Token);
        database.Authenticators.Add(new() { AccountId = ben, SealedKey = sealedKey, LastStep = 0 });
        await database.SaveChangesAsync(Token);
        Assert.Equal(CodeAnswer.Unreadable, (await web.Get<SecondFactorCheck>().TakeCodeAsync(ben, Code(key), Token)).Answer);
    }

    [Fact]
    public async Task A_new_password_voids_a_half_made_log_in_and_a_key_is_offered_to_one_session_only()
    {
        await using var web = await StartAsync();
        using var here = new FactorBrowser(web.Url);
        using var other = new FactorBrowser(web.Url);
        await here.LogInAsync("ada");
        await other.LogInAsync("ben");
        var mine = await here.ChangeAsync("begin");
        var theirs = await other.ChangeAsync("begin");
        var stolen = theirs.Replace(Box(theirs), Box(mine), StringComparison.Ordinal);
        var refused = await other.SendAsync(stolen, SecondFactorPage.Path, "factor", ("Action", "confirm"), ("Code", Code(FactorBrowser.KeyOf(mine))));
        Assert.Contains("Begin anew", refused, StringComparison.Ordinal);

        var (_, codes) = await here.SetUpAsync(time.GetUtcNow);
        using var half = new FactorBrowser(web.Url);
        await half.LogInAsync("ada");
        Assert.Null((await RunAsync(web, a => a.SetPasswordAsync("ada", "staple battery horse", "root", Token))).Problem);
        Assert.Contains("<title>Log in", await half.ReadAsync(CodePage.AddressOf(isRecovery: true, null)), StringComparison.Ordinal);
        Assert.NotEmpty(codes);
    }

    private static string Box(string page) => System.Text.RegularExpressions.Regex.Match(page, "name=\"form.Box\" value=\"([^\"]+)\"").Groups[1].Value;

    private string Code(byte[] key) => Totp.CodeOf(key, Totp.StepAt(time.GetUtcNow()));

    private static Task<AdministrationOutcome> ResetAsync(WebBench web, string name) => RunAsync(web, a => a.ResetSecondFactorAsync(name, "root", Token));

    private static async Task<AdministrationOutcome> RunAsync(WebBench web, Func<AccountAdministration, Task<AdministrationOutcome>> change)
    {
        await using var services = AccountServices.ForCommands(web.Get<MycoPod.Web.Configuration.WebSettings>());
        await using var scope = services.CreateAsyncScope();
        return await change(scope.ServiceProvider.GetRequiredService<AccountAdministration>());
    }

    private async Task<WebBench> StartAsync()
    {
        var web = await WebBench.CreateAsync(postgres, customize: builder => builder.Services.AddSingleton<TimeProvider>(time));
        await web.AddPersonAsync("ada", Roles.User);
        await web.AddPersonAsync("ben", Roles.User);
        await web.App.StartAsync(Token);
        return web;
    }
}
