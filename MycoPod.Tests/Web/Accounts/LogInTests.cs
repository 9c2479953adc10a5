using System.Net;
using System.Text.RegularExpressions;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Accounts;

namespace MycoPod.Tests.Web.Accounts;

/// <summary>Signing in and out over HTTP.</summary>
public sealed partial class LogInTests(PostgresServer postgres)
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
            Assert.Contains(SignIn.Incorrect, await SubmitAsync(browser, name, "wrong"), StringComparison.Ordinal);
            await SubmitAsync(browser, name, "wrong");
            Assert.Contains("Try again in 2 minutes.", await SubmitAsync(browser, name, "wrong"), StringComparison.Ordinal);
            Assert.Contains("you have to wait", await SubmitAsync(browser, name, "correct horse battery"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Signed_in_means_pages_and_signed_out_means_none()
    {
        await using var web = await WebBench.CreateAsync(postgres);
        await web.AddPersonAsync("ada", Roles.User);
        await web.App.StartAsync(TestContext.Current.CancellationToken);
        using var browser = Browser(web);
        Assert.Contains("Log in", await browser.GetStringAsync("/settings", TestContext.Current.CancellationToken), StringComparison.Ordinal);

        Assert.DoesNotContain("Log in", await SubmitAsync(browser, "ada", "correct horse battery"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/approvals", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/nothing-here", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal("Healthy", await browser.GetStringAsync("/healthz", TestContext.Current.CancellationToken));

        var forged = await browser.PostAsync(SignOutEndpoint.Path, new FormUrlEncodedContent([]), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
    }

    private static HttpClient Browser(WebBench web) => new(new HttpClientHandler()) { BaseAddress = web.Url };

    private static async Task<string> SubmitAsync(HttpClient browser, string name, string password)
    {
        var page = await browser.GetStringAsync("/login", TestContext.Current.CancellationToken);
        var form = Inputs().Matches(page).ToDictionary(m => m.Groups["name"].Value, m => WebUtility.HtmlDecode(m.Groups["value"].Value), StringComparer.Ordinal);
        form["form.Username"] = name;
        form["form.Password"] = password;
        var answer = await browser.PostAsync("/login", new FormUrlEncodedContent(form), TestContext.Current.CancellationToken);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex Inputs();
}
