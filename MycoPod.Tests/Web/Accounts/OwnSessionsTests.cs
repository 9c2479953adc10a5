using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Accounts;
using MycoPod.Web.Audit;
using MycoPod.Web.Configuration;
using MycoPod.Web.Data;
using MycoPod.Web.Runs;

namespace MycoPod.Tests.Web.Accounts;

/// <summary>A person's list of where they are logged in.</summary>
public sealed class OwnSessionsTests(PostgresServer postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_log_in_is_listed_with_browser_and_address_and_can_be_ended_alone_or_with_all_others()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        var ada = await web.AddPersonAsync("ada", Roles.User);
        var ben = await web.AddPersonAsync("ben", Roles.User);
        await web.App.StartAsync(Token);
        using var firefox = await LogInAsync(web, "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        using var phone = await LogInAsync(web, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148 Safari/604.1");

        var rows = await web.Get<OwnSessions>().ListAsync(ada, Token);
        Assert.True(rows[0].IsThis);
        Assert.Equal(["Firefox on Linux", "Safari on iPhone"], rows.Skip(1).Select(r => r.Browser).Order(StringComparer.Ordinal));
        Assert.All(rows.Skip(1), r => Assert.Equal("127.0.0.1", r.Address));
        var iphone = rows.Single(r => r.Browser == "Safari on iPhone").Id;

        await web.Get<OwnSessions>().EndAsync(ben, iphone, Token);
        Assert.True(await phone.IsInAsync());
        await web.Get<OwnSessions>().EndAsync(ada, iphone, Token);
        Assert.False(await phone.IsInAsync());
        Assert.True(await firefox.IsInAsync());
        await web.Get<OwnSessions>().EndOthersAsync(ada, Token);
        Assert.False(await firefox.IsInAsync());
        Assert.Equal([SessionKey.Of(ada)?.Id], (await web.Get<OwnSessions>().ListAsync(ada, Token)).Select(r => r.Id));
        Assert.Single(await web.Get<OwnSessions>().ListAsync(ben, Token));
        var noted = (await web.Get<AuditQuery>().FindAsync(new(Kind: AuditKind.SessionEnded), 10, Token)).Entries;
        Assert.Equal(["Ended the other session.", "Ended the session in Safari on iPhone from 127.0.0.1."], noted.Select(e => e.Detail));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_follows_runs_stops_as_soon_as_its_session_is_ended(bool byCommand)
    {
        await using var web = await WebBench.CreateAsync(postgres);
        var ada = await web.AddPersonAsync("ada", Roles.User);
        await web.App.StartAsync(Token);
        var cookies = new CookieContainer();
        using var browser = new LogInBrowser(web, cookies);
        await browser.LogInAsync("ada");
        await using var hub = new HubConnectionBuilder().WithUrl(new Uri(web.Url, RunsHub.Path), options => options.Cookies = cookies).Build();
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        hub.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        await hub.StartAsync(Token);
        if (byCommand) await DisableAsync(web, "ada");
        else await web.Get<OwnSessions>().EndOthersAsync(ada, Token);
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(5), Token);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Assert.ThrowsAsync<HttpRequestException>(() => hub.StartAsync(Token))).StatusCode);
    }

    [Fact]
    public async Task An_open_page_leaves_at_once_when_a_command_of_the_host_ends_its_session_and_only_that_one()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        var ada = await web.AddPersonAsync("ada", Roles.User);
        var ben = await web.AddPersonAsync("ben", Roles.User);
        await web.App.StartAsync(Token);
        await using var mine = web.App.Services.CreateAsyncScope();
        await using var other = web.App.Services.CreateAsyncScope();
        var state = Circuit(mine, ada);
        var untouched = Circuit(other, ben);
        var left = new TaskCompletionSource<Task<AuthenticationState>>(TaskCreationOptions.RunContinuationsAsynchronously);
        state.AuthenticationStateChanged += changed => left.TrySetResult(changed);
        await DisableAsync(web, "ada");

        // Sooner than the page would ask by itself.
        var now = await await left.Task.WaitAsync(TimeSpan.FromSeconds(5), Token);
        Assert.False(now.User.Identity?.IsAuthenticated);
        Assert.True((await untouched.GetAuthenticationStateAsync()).User.Identity?.IsAuthenticated);
    }

    [Fact]
    public async Task A_use_is_noted_to_the_minute_and_who_never_logged_out_leaves_the_list()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        var ada = await web.AddPersonAsync("ada", Roles.User);
        await web.App.StartAsync(Token);
        using var browser = await LogInAsync(web, "curl/8");
        await using var database = WebDatabase.Open(web.Database.Web);
        await AgeAsync(database, TimeSpan.FromMinutes(5));
        Assert.True(await browser.IsInAsync());
        var now = TimeProvider.System.GetUtcNow();
        var used = (await web.Get<OwnSessions>().ListAsync(ada, Token)).Single(r => r.Browser == "curl");
        Assert.InRange(used.SeenAt, now.AddMinutes(-1), now.AddMinutes(1));
        Assert.InRange(used.BegunAt, now.AddMinutes(-6), now.AddMinutes(-4));

        // An open page is use as well.
        await web.Get<Sessions>().SeeAsync(SessionKey.Of(ada) ?? throw new InvalidOperationException("No session."), Token);
        Assert.All(await web.Get<OwnSessions>().ListAsync(ada, Token), r => Assert.InRange(r.SeenAt, now.AddMinutes(-1), now.AddMinutes(1)));

        await AgeAsync(database, Sessions.Lifetime + TimeSpan.FromMinutes(5));
        Assert.Empty(await web.Get<OwnSessions>().ListAsync(ada, Token));
        using var again = await LogInAsync(web, "curl/8");
        Assert.Equal(1, await database.Sessions.CountAsync(Token));
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0", "Edge on Windows")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36", "Chrome on macOS")]
    [InlineData("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36", "Chrome on Android")]
    [InlineData("<script>", "Unknown browser")]
    [InlineData(null, "Unknown browser")]
    public void Browsers_are_named_in_a_few_words(string? userAgent, string expected) => Assert.Equal(expected, BrowserName.Of(userAgent));

    private static async Task<LogInBrowser> LogInAsync(WebBench web, string userAgent)
    {
        var browser = new LogInBrowser(web, new CookieContainer());
        browser.Client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", userAgent);
        await browser.LogInAsync("ada");
        return browser;
    }

    private static AuthenticationStateProvider Circuit(AsyncServiceScope scope, ClaimsPrincipal person)
    {
        var provider = scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>();
        ((IHostEnvironmentAuthenticationStateProvider)provider).SetAuthenticationState(Task.FromResult(new AuthenticationState(person)));
        return provider;
    }

    /// <summary>As <c>mycopod users disable</c> does, in a process of its own.</summary>
    private static async Task DisableAsync(WebBench web, string name)
    {
        await using var services = AccountServices.ForCommands(web.Get<WebSettings>());
        await using var scope = services.CreateAsyncScope();
        Assert.Null((await scope.ServiceProvider.GetRequiredService<AccountAdministration>().DisableAsync(name, "root", Token)).Problem);
    }

    private static async Task AgeAsync(WebContext database, TimeSpan by) => await database.Database.ExecuteSqlAsync($"UPDATE web.sessions SET seen_at = seen_at - {by}, begun_at = begun_at - {by}", Token);
}
