using System.Net;
using Microsoft.EntityFrameworkCore;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Accounts;
using MycoPod.Web.Audit;
using MycoPod.Web.Data;

namespace MycoPod.Tests.Web.Accounts;

/// <summary>Signing in and out over HTTP.</summary>
public sealed class LogInTests(PostgresServer postgres)
{
    [Fact]
    public async Task A_name_that_nobody_has_is_answered_and_made_to_wait_like_any_other()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        await web.AddPersonAsync("ada", Roles.User);
        await web.App.StartAsync(TestContext.Current.CancellationToken);
        using var browser = Browser(web);
        foreach (var name in (string[])["ada", "nobody"])
        {
            Assert.Contains(SignIn.Incorrect, await browser.SubmitAsync(name, "wrong"), StringComparison.Ordinal);
            await browser.SubmitAsync(name, "wrong");
            Assert.Contains("Try again in 2 minutes.", await browser.SubmitAsync(name, "wrong"), StringComparison.Ordinal);
            Assert.Contains("you have to wait", await browser.SubmitAsync(name, "correct horse battery"), StringComparison.Ordinal);
        }

        var noted = (await web.Get<AuditQuery>().FindAsync(new(Kind: AuditKind.SignInFailed), 10, TestContext.Current.CancellationToken)).Entries;
        Assert.Equal([2, 6], noted.GroupBy(e => e.Detail.StartsWith("Refused unread", StringComparison.Ordinal)).Select(g => g.Count()).Order());
    }

    [Fact]
    public async Task Signed_in_means_pages_and_signed_out_means_none()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        await web.AddPersonAsync("ada", Roles.User);
        await web.App.StartAsync(TestContext.Current.CancellationToken);
        using var browser = Browser(web);
        Assert.Contains("Log in", await browser.Client.GetStringAsync("/settings", TestContext.Current.CancellationToken), StringComparison.Ordinal);

        Assert.DoesNotContain("Log in", await browser.SubmitAsync("ada", "correct horse battery"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Client.GetAsync("/approvals", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Client.GetAsync("/nothing-here", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal("Healthy", await browser.Client.GetStringAsync("/healthz", TestContext.Current.CancellationToken));

        var forged = await browser.Client.PostAsync(SignOutEndpoint.Path, new FormUrlEncodedContent([]), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
    }

    [Fact]
    public async Task A_name_that_no_account_can_have_is_wrong_and_is_stored_nowhere()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        await web.App.StartAsync(TestContext.Current.CancellationToken);
        using var browser = Browser(web);
        foreach (var name in (string[])["a\0b", new string('a', 257)])
        {
            for (var i = 0; i < 4; i++) Assert.Contains(SignIn.Incorrect, await browser.SubmitAsync(name, "wrong"), StringComparison.Ordinal);
        }

        await using var database = WebDatabase.Open(web.Database.Web);
        Assert.Empty(await database.Audit.ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_password_never_comes_back()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        await web.App.StartAsync(TestContext.Current.CancellationToken);
        using var browser = Browser(web);
        Assert.DoesNotContain("typed-by-mistake", await browser.SubmitAsync("ada", "typed-by-mistake"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_guesses_at_once_are_three_guesses()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        await web.AddPersonAsync("ada", Roles.User);
        await web.App.StartAsync(TestContext.Current.CancellationToken);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(GuessAsync));
        Assert.Equal(3, answers.Count(a => a.Contains(SignIn.Incorrect, StringComparison.Ordinal)));

        // Each guess comes from a browser of its own, so that none takes the other's antiforgery cookie.
        async Task<string> GuessAsync(int number)
        {
            using var browser = Browser(web);
            return await browser.SubmitAsync(number % 2 == 0 ? "ada" : "ADA", $"wrong {number}");
        }
    }

    private static LogInBrowser Browser(WebBench web) => new(web, new CookieContainer());
}
