using MycoPod.Tests.Fixtures;
using MycoPod.Web.Accounts;
using MycoPod.Web.Accounts.SecondFactors;
using MycoPod.Web.Audit;
using MycoPod.Web.Configuration;
using MycoPod.Web.Data.KeyRing;

namespace MycoPod.Tests.Web.Accounts.SecondFactors;

/// <summary>The file that everything is sealed with is lost, broken, or open to others.</summary>
public sealed class LostKeyRingTests(PostgresServer postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_the_secret_codes_are_said_to_be_uncheckable_recovery_codes_work_and_the_old_secret_mends_all()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        await web.AddPersonAsync("ada", Roles.User);
        await web.App.StartAsync(Token);
        using var here = new FactorBrowser(web.Url);
        await here.LogInAsync("ada");
        var (key, codes) = await here.SetUpAsync(TimeProvider.System.GetUtcNow);
        var secret = SecretOf(web);
        var backup = await File.ReadAllBytesAsync(secret, Token);
        File.Delete(secret);
        await using (var lost = await web.StartAgainAsync())
        {
            using var there = new FactorBrowser(new(lost.Urls.First()));
            Assert.Contains("Authentication code", await there.LogInAsync("ada"), StringComparison.Ordinal);
            foreach (var code in (string[])[NextCode(key), "000000", "000000", "000000", "000000"])
            {
                var answer = await there.TypeCodeAsync(code);
                Assert.Contains("key-ring.secret on the host was lost or replaced", answer, StringComparison.Ordinal);
                Assert.Contains("mycopod users reset-second-factor", answer, StringComparison.Ordinal);
            }

            Assert.False(await there.IsInAsync());
            Assert.Contains("could not be checked", (await web.Get<AuditQuery>().FindAsync(new(Kind: AuditKind.SignInFailed), 1, Token)).Entries[0].Detail, StringComparison.Ordinal);
            await there.TypeCodeAsync(codes[0], isRecovery: true);
            Assert.True(await there.IsInAsync());
            Assert.Contains("Switch the second factor off and set it up again", await there.ReadAsync(SecondFactorPage.Path), StringComparison.Ordinal);
        }

        await File.WriteAllBytesAsync(secret, backup, Token);
        await using var restored = await web.StartAgainAsync();
        using var back = new FactorBrowser(new(restored.Urls.First()));
        await back.LogInAsync("ada");
        await back.TypeCodeAsync(NextCode(key));
        Assert.True(await back.IsInAsync());
        Assert.DoesNotContain("set it up again", await back.ReadAsync(SecondFactorPage.Path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_lost_it_sets_the_second_factor_up_again()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        await web.AddPersonAsync("ada", Roles.User);
        await web.App.StartAsync(Token);
        using var here = new FactorBrowser(web.Url);
        await here.LogInAsync("ada");
        var (_, codes) = await here.SetUpAsync(TimeProvider.System.GetUtcNow);
        File.Delete(SecretOf(web));
        await using var lost = await web.StartAgainAsync();
        using var there = new FactorBrowser(new(lost.Urls.First()));
        await there.LogInAsync("ada");
        await there.TypeCodeAsync(codes[0], isRecovery: true);
        await there.ChangeAsync("off");
        var (key, _) = await there.SetUpAsync(TimeProvider.System.GetUtcNow);
        using var again = new FactorBrowser(new(lost.Urls.First()));
        await again.LogInAsync("ada");
        await again.TypeCodeAsync(NextCode(key));
        Assert.True(await again.IsInAsync());
    }

    [Fact]
    public void A_secret_that_others_may_use_or_that_is_not_whole_is_refused_and_taken_once_it_is_mended()
    {
        var state = Directory.CreateTempSubdirectory("mycopod-key-");
        try
        {
            var box = KeyRingSecret.Open(state.FullName).Seal([1, 2, 3]);
            var path = Path.Combine(state.FullName, KeyRingSecret.Name);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            Assert.Single(state.GetFiles());
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
            Assert.Contains($"chmod 600 {path}", Assert.Throws<IOException>(() => KeyRingSecret.Open(state.FullName)).Message, StringComparison.Ordinal);
            File.SetUnixFileMode(path, UnixFileMode.UserRead);
            Assert.Equal([1, 2, 3], KeyRingSecret.Open(state.FullName).Open(box));

            var whole = File.ReadAllBytes(path);
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.WriteAllBytes(path, whole[..7]);
            Assert.Contains("not whole", Assert.Throws<IOException>(() => KeyRingSecret.Open(state.FullName)).Message, StringComparison.Ordinal);
            File.WriteAllBytes(path, whole);
            Assert.Equal([1, 2, 3], KeyRingSecret.Open(state.FullName).Open(box));
        }
        finally
        {
            state.Delete(recursive: true);
        }
    }

    private static string SecretOf(WebBench web) => Path.Combine(web.Get<WebSettings>().StateDirectory, KeyRingSecret.Name);

    /// <summary>Of the next step, which is taken too: that of the set-up was used.</summary>
    private static string NextCode(byte[] key) => Totp.CodeOf(key, Totp.StepAt(TimeProvider.System.GetUtcNow()) + 1);
}
