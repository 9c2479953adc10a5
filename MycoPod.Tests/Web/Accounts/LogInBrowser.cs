using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Options;

namespace MycoPod.Tests.Web.Accounts;

/// <summary>Someone at the log-in page, over HTTP.</summary>
internal sealed partial class LogInBrowser(WebBench web, CookieContainer cookies) : IDisposable
{
    public HttpClient Client { get; } = new(new HttpClientHandler { CookieContainer = cookies }) { BaseAddress = web.Url };

    public Task<string> LogInAsync(string name) => SubmitAsync(name, "correct horse battery");

    public async Task<string> SubmitAsync(string name, string password)
    {
        var page = await Client.GetStringAsync("/login", TestContext.Current.CancellationToken);
        var form = Inputs().Matches(page).ToDictionary(m => m.Groups["name"].Value, m => WebUtility.HtmlDecode(m.Groups["value"].Value), StringComparer.Ordinal);
        form["form.Username"] = name;
        form["form.Password"] = password;
        var answer = await Client.PostAsync("/login", new FormUrlEncodedContent(form), TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"The log-in page answered {(int)answer.StatusCode}.");
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async Task<bool> IsInAsync() => !(await Client.GetStringAsync("/settings", TestContext.Current.CancellationToken)).Contains("<title>Log in", StringComparison.Ordinal);

    public Task<HttpResponseMessage> PostAsync(string path, AntiforgeryTokenSet tokens)
    {
        cookies.Add(web.Url, new Cookie(web.Get<IOptions<AntiforgeryOptions>>().Value.Cookie.Name ?? "", tokens.CookieToken));
        return Client.PostAsync(path, new FormUrlEncodedContent([new(tokens.FormFieldName, tokens.RequestToken ?? "")]), TestContext.Current.CancellationToken);
    }

    public void Dispose() => Client.Dispose();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex Inputs();
}
