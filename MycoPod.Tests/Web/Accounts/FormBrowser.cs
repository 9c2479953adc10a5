using System.Net;
using System.Text.RegularExpressions;

namespace MycoPod.Tests.Web.Accounts;

/// <summary>A browser without scripts: keeps cookies, fills in forms.</summary>
internal sealed partial class FormBrowser(Uri url) : IDisposable
{
    private readonly HttpClient client = new(new HttpClientHandler()) { BaseAddress = url };

    /// <summary>What requests call this host, where it differs.</summary>
    public string? Host { get; set; }

    public async Task<string> ReadAsync(string path)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, null);
        return await TextAsync(answer);
    }

    /// <summary>Fills in the form on the page and sends it.</summary>
    public async Task<string> SubmitAsync(string path, IReadOnlyDictionary<string, string> fields)
    {
        var page = await ReadAsync(path);

        // Above it stands the one that logs out.
        var form = Inputs().Matches(page[Math.Max(0, page.IndexOf("<main", StringComparison.Ordinal))..]).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["value"].Value, StringComparer.Ordinal);
        foreach (var (name, value) in fields) form[name] = value;
        using var answer = await SendAsync(HttpMethod.Post, path, new FormUrlEncodedContent(form));
        return await TextAsync(answer);
    }

    public Task<string> LogInAsync(string name, string password) =>
        SubmitAsync("/login", new Dictionary<string, string> { ["form.Username"] = name, ["form.Password"] = password });

    /// <summary>Whether pages are shown, rather than the log-in page.</summary>
    public async Task<bool> IsSignedInAsync() => !(await ReadAsync("/runs")).Contains("<title>Log in", StringComparison.Ordinal);

    public void Dispose() => client.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (Host is not null) request.Headers.Host = Host;
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<string> TextAsync(HttpResponseMessage answer) =>
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex Inputs();
}
