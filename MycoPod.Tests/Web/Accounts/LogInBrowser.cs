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
        using var content = Content(form);
        var answer = await Client.PostAsync("/login", content, TestContext.Current.CancellationToken);
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

    /// <summary>In parts a field can hold any character; the usual encoding is refused where it holds NUL.</summary>
    private static HttpContent Content(Dictionary<string, string> form)
    {
        if (!form.Values.Any(v => v.Contains('\0'))) return new FormUrlEncodedContent(form);
        var parts = new MultipartFormDataContent();
        foreach (var (name, value) in form) parts.Add(new StringContent(value), name);
        return parts;
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex Inputs();
}
