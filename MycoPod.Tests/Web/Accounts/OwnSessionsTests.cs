using System.Net;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Accounts;
using MycoPod.Web.Audit;
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

    [Fact]
    public async Task What_follows_runs_stops_as_soon_as_its_session_is_ended()
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
        await web.Get<OwnSessions>().EndOthersAsync(ada, Token);
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(5), Token);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Assert.ThrowsAsync<HttpRequestException>(() => hub.StartAsync(Token))).StatusCode);
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

    private static async Task AgeAsync(WebContext database, TimeSpan by) => await database.Database.ExecuteSqlAsync($"UPDATE web.sessions SET seen_at = seen_at - {by}, begun_at = begun_at - {by}", Token);
}
