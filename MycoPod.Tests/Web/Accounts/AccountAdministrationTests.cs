using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Accounts;
using MycoPod.Web.Data;

namespace MycoPod.Tests.Web.Accounts;

/// <summary>What <c>mycopod users</c> changes, from another process than the one that people use.</summary>
public sealed class AccountAdministrationTests(PostgresServer postgres)
{
    private const string Password = "correct horse battery";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_disabled_account_is_out_at_once_and_answered_like_a_wrong_password()
    {
        await using var web = await StartAsync();
        using var browser = new FormBrowser(web.Url);
        await browser.LogInAsync("ben", Password);
        Assert.True(await browser.IsSignedInAsync());

        await DoneAsync(web, a => a.DisableAsync("ben", "root", Token));
        Assert.False(await browser.IsSignedInAsync());
        var refused = await browser.LogInAsync("ben", Password);
        Assert.Contains(SignIn.Incorrect, refused, StringComparison.Ordinal);
        Assert.DoesNotContain("disabled", refused.Replace("disabled=\"\"", "", StringComparison.Ordinal), StringComparison.Ordinal);

        await DoneAsync(web, a => a.EnableAsync("ben", "root", Token));
        await browser.LogInAsync("ben", Password);
        Assert.True(await browser.IsSignedInAsync());
        Assert.Equal(["root: AccountDisabled", "root: AccountEnabled"], await AuditAsync(web));
    }

    [Fact]
    public async Task A_person_who_is_disabled_may_do_nothing_more_in_an_open_page()
    {
        await using var web = await StartAsync();
        var ben = await web.AddPersonAsync("cleo", Roles.Admin);
        Assert.NotNull(await web.Get<PersonQuery>().FindAsync(ben, Token));
        await DoneAsync(web, a => a.DisableAsync("cleo", "root", Token));
        Assert.Null(await web.Get<PersonQuery>().FindAsync(ben, Token));
    }

    [Fact]
    public async Task Another_role_ends_sessions_and_the_same_one_does_not()
    {
        await using var web = await StartAsync();
        using var browser = new FormBrowser(web.Url);
        await browser.LogInAsync("ben", Password);
        await DoneAsync(web, a => a.SetRoleAsync("ben", Roles.User, "root", Token));
        Assert.True(await browser.IsSignedInAsync());
        await DoneAsync(web, a => a.SetRoleAsync("ben", Roles.Admin, "root", Token));
        Assert.False(await browser.IsSignedInAsync());
        Assert.Equal(["root: RoleChanged"], await AuditAsync(web));
    }

    [Fact]
    public async Task The_last_Admin_stays_one()
    {
        await using var web = await StartAsync();
        Assert.Contains("the last Admin", (await RunAsync(web, a => a.DisableAsync("ada", "root", Token))).Problem, StringComparison.Ordinal);
        Assert.Contains("the last Admin", (await RunAsync(web, a => a.SetRoleAsync("ada", Roles.User, "root", Token))).Problem, StringComparison.Ordinal);

        await DoneAsync(web, a => a.SetRoleAsync("ben", Roles.Admin, "root", Token));
        var both = await Task.WhenAll(RunAsync(web, a => a.DisableAsync("ada", "root", Token)), RunAsync(web, a => a.DisableAsync("ben", "root", Token)));
        Assert.Single(both, o => o.Problem is null);
    }

    [Fact]
    public async Task A_new_password_ends_sessions_and_a_bad_one_changes_nothing()
    {
        await using var web = await StartAsync();
        using var browser = new FormBrowser(web.Url);
        await browser.LogInAsync("ben", Password);
        Assert.NotNull((await RunAsync(web, a => a.SetPasswordAsync("ben", "short", "root", Token))).Problem);
        Assert.True(await browser.IsSignedInAsync());

        await DoneAsync(web, a => a.SetPasswordAsync("ben", "staple battery horse", "root", Token));
        Assert.False(await browser.IsSignedInAsync());
        await browser.LogInAsync("ben", "staple battery horse");
        Assert.True(await browser.IsSignedInAsync());
    }

    [Fact]
    public async Task Addresses_are_checked_and_unknown_names_are_told()
    {
        await using var web = await StartAsync();
        Assert.False((await RunAsync(web, a => a.SetEmailAsync("nobody", "x@example.org", "root", Token))).IsKnown);
        Assert.NotNull((await RunAsync(web, a => a.SetEmailAsync("ben", "nonsense", "root", Token))).Problem);
        Assert.NotNull((await RunAsync(web, a => a.SetEmailAsync("ben", "ada@example.org", "root", Token))).Problem);
        await DoneAsync(web, a => a.SetEmailAsync("ben", "ben@new.example", "root", Token));
        Assert.Equal(["root: EmailChanged"], await AuditAsync(web));
    }

    private async Task<WebBench> StartAsync()
    {
        var web = await WebBench.CreateAsync(postgres);
        await web.AddPersonAsync("ada", Roles.Admin);
        await web.AddPersonAsync("ben", Roles.User);
        await web.App.StartAsync(Token);
        return web;
    }

    private static async Task DoneAsync(WebBench web, Func<AccountAdministration, Task<AdministrationOutcome>> change) => Assert.Null((await RunAsync(web, change)).Problem);

    private static async Task<AdministrationOutcome> RunAsync(WebBench web, Func<AccountAdministration, Task<AdministrationOutcome>> change)
    {
        await using var services = AccountServices.ForCommands(web.Get<MycoPod.Web.Configuration.WebSettings>());
        await using var scope = services.CreateAsyncScope();
        return await change(scope.ServiceProvider.GetRequiredService<AccountAdministration>());
    }

    private static async Task<IReadOnlyList<string>> AuditAsync(WebBench web)
    {
        await using var database = WebDatabase.Open(web.Database.Web);
        var entries = await database.Audit.Where(e => e.Actor == "root").OrderBy(e => e.Id).ToListAsync(Token);
        return [.. entries.Select(e => $"{e.Actor}: {e.Kind}")];
    }
}
