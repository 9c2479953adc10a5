using Microsoft.EntityFrameworkCore;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Accounts;
using MycoPod.Web.Audit;
using MycoPod.Web.Data;

namespace MycoPod.Tests.Web.Accounts;

/// <summary>Changing one's own account over HTTP.</summary>
public sealed class AccountEditTests(PostgresServer postgres)
{
    private const string Old = "correct horse battery";
    private const string New = "staple battery horse";

    [Fact]
    public async Task Email_and_password_change_at_once_and_only_other_sessions_end()
    {
        await using var web = await StartAsync();
        using var here = new FormBrowser(web.Url);
        using var elsewhere = new FormBrowser(web.Url);
        await here.LogInAsync("ada", Old);
        await elsewhere.LogInAsync("ada", Old);
        await SaveAsync(here, "ada@new.example", New, New, Old);

        Assert.True(await here.IsSignedInAsync());
        Assert.False(await elsewhere.IsSignedInAsync());
        await elsewhere.LogInAsync("ada", New);
        Assert.True(await elsewhere.IsSignedInAsync());
        await using var database = WebDatabase.Open(web.Database.Web);
        Assert.Equal("ada@new.example", await database.Users.Where(a => a.UserName == "ada").Select(a => a.Email).SingleAsync(TestContext.Current.CancellationToken));
        AuditKind[] kinds = [AuditKind.EmailChanged, AuditKind.PasswordChanged];
        Assert.Equal(2, await database.Audit.CountAsync(e => e.Actor == "ada" && kinds.Contains(e.Kind), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("ada@example.org", "", "", Old, "Nothing is different yet")]
    [InlineData("ada@new.example", "", "", "wrong", "The current password is incorrect. Nothing was changed.")]
    [InlineData("nonsense", "", "", Old, "This is no e-mail address.")]
    [InlineData("ben@example.org", "", "", Old, "This e-mail address cannot be used.")]
    [InlineData("ben@example.org", New, New, Old, "This e-mail address cannot be used.")]
    [InlineData("ada@new.example", "short", "short", Old, "at least 12 characters")]
    [InlineData("ada@new.example", New, Old, Old, "The two new passwords are not the same.")]
    public async Task What_cannot_be_is_told_and_changes_nothing(string email, string password, string again, string current, string expected)
    {
        await using var web = await StartAsync();
        using var here = new FormBrowser(web.Url);
        await here.LogInAsync("ada", Old);
        var answer = await SaveAsync(here, email, password, again, current);
        Assert.Contains(expected, answer, StringComparison.Ordinal);
        Assert.DoesNotContain(New, answer, StringComparison.Ordinal);
        await here.LogInAsync("ada", Old);
        Assert.True(await here.IsSignedInAsync());
        Assert.Contains("value=\"ada@example.org\"", await here.ReadAsync(AccountPage.Path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guessing_the_current_password_has_to_wait_too()
    {
        await using var web = await StartAsync();
        using var here = new FormBrowser(web.Url);
        await here.LogInAsync("ada", Old);
        for (var i = 0; i < LoginThrottle.Attempts; i++) await SaveAsync(here, "ada@new.example", "", "", $"wrong {i}");
        Assert.Contains("you have to wait", await SaveAsync(here, "ada@new.example", "", "", Old), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_changes_an_account_without_being_logged_in()
    {
        await using var web = await StartAsync();
        using var stranger = new FormBrowser(web.Url);
        Assert.Contains("<title>Log in", await stranger.ReadAsync(AccountPage.Path), StringComparison.Ordinal);
    }

    private async Task<WebBench> StartAsync()
    {
        var web = await WebBench.CreateAsync(postgres);
        await web.AddPersonAsync("ada", Roles.User);
        await web.AddPersonAsync("ben", Roles.User);
        await web.App.StartAsync(TestContext.Current.CancellationToken);
        return web;
    }

    private static Task<string> SaveAsync(FormBrowser browser, string email, string password, string again, string current) => browser.SubmitAsync(
        AccountPage.Path,
        new Dictionary<string, string> { ["form.Email"] = email, ["form.Password"] = password, ["form.Again"] = again, ["form.Current"] = current });
}
