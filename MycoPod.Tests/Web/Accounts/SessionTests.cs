using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Accounts;
using MycoPod.Web.Data;

namespace MycoPod.Tests.Web.Accounts;

/// <summary>Logging out ends one session: its cookie, its circuits and what they could decide.</summary>
public sealed class SessionTests(PostgresServer postgres)
{
    [Fact]
    public async Task A_cookie_is_worth_nothing_once_its_session_was_logged_out_and_other_browsers_stay()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        var ada = await web.AddPersonAsync("ada", Roles.User);
        await web.App.StartAsync(TestContext.Current.CancellationToken);
        var cookies = new CookieContainer();
        using var first = new LogInBrowser(web, cookies);
        using var second = new LogInBrowser(web, new CookieContainer());
        await first.LogInAsync("ada");
        await second.LogInAsync("ada");
        var stolen = cookies.GetCookieHeader(web.Url);
        Assert.True(await first.IsInAsync());

        // Even where nothing can be noted of it.
        await using (var owner = WebDatabase.Open(web.Database.Owner)) await owner.Database.ExecuteSqlRawAsync("REVOKE INSERT ON web.audit_entries FROM mycopod_web", TestContext.Current.CancellationToken);
        var left = await LogOutAsync(web, first, Authoring.IdOf(ada));
        Assert.Equal("/login", left.RequestMessage?.RequestUri?.AbsolutePath);
        Assert.False(await first.IsInAsync());
        using var thief = new HttpRequestMessage(HttpMethod.Get, "/settings");
        thief.Headers.Add("Cookie", stolen);
        using var plain = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = web.Url };
        Assert.Contains("<title>Log in", await (await plain.SendAsync(thief, TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.True(await second.IsInAsync());
    }

    [Fact]
    public async Task A_circuit_of_the_session_has_nobody_at_once_and_decides_nothing()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        var ada = await web.AddPersonAsync("ada", Roles.Admin);
        var eve = await web.AddPersonAsync("eve", Roles.Admin);
        await using var mine = web.App.Services.CreateAsyncScope();
        await using var other = web.App.Services.CreateAsyncScope();
        var state = Circuit(mine, ada);
        var untouched = Circuit(other, eve);
        var changed = new TaskCompletionSource<Task<AuthenticationState>>(TaskCreationOptions.RunContinuationsAsynchronously);
        state.AuthenticationStateChanged += changed.SetResult;

        await web.Get<Sessions>().EndAsync(SessionKey.Of(ada) ?? throw new InvalidOperationException("No session."), TestContext.Current.CancellationToken);
        var now = await await changed.Task.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        Assert.False(now.User.Identity?.IsAuthenticated);
        Assert.True((await untouched.GetAuthenticationStateAsync()).User.Identity?.IsAuthenticated);
        Assert.Null(await web.Get<PersonQuery>().FindAsync(ada, TestContext.Current.CancellationToken));
        Assert.NotNull(await web.Get<PersonQuery>().FindAsync(eve, TestContext.Current.CancellationToken));
    }

    private static AuthenticationStateProvider Circuit(AsyncServiceScope scope, ClaimsPrincipal person)
    {
        var provider = scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>();
        ((IHostEnvironmentAuthenticationStateProvider)provider).SetAuthenticationState(Task.FromResult(new AuthenticationState(person)));
        return provider;
    }

    /// <summary>The form's token is made as the page makes it, for the person who is signed in.</summary>
    private static async Task<HttpResponseMessage> LogOutAsync(WebBench web, LogInBrowser browser, Guid account)
    {
        await using var scope = web.App.Services.CreateAsyncScope();
        var page = new DefaultHttpContext { RequestServices = scope.ServiceProvider, User = new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, account.ToString())], "test")) };
        var tokens = web.Get<IAntiforgery>().GetTokens(page);
        return await browser.PostAsync(SignOutEndpoint.Path, tokens);
    }
}
