using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Https;

namespace MycoPod.Tests.Web.Https;

/// <summary>Web over HTTPS of its own, and plain HTTP beside it.</summary>
public sealed class HttpsTests(PostgresServer postgres) : IDisposable
{
    private readonly CertificateFiles files = new();
    private readonly List<X509Certificate2> shown = [];
    private readonly SaidLines logs = new();

    [Theory]
    [InlineData("/login?returnUrl=%2Fdeclarations", "https://mycopod.lan/login?returnUrl=%2Fdeclarations")]
    [InlineData("//example.org/x", "https://mycopod.lan//example.org/x")]
    public async Task Plain_requests_are_led_to_the_public_address(string path, string expected)
    {
        await using var web = await StartAsync();
        using var client = Client();
        using var answer = await client.PostAsync(new Uri($"{Address(web, "http")}{path}"), content: null, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.PermanentRedirect, expected), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Whoever_asks_whether_it_is_alive_gets_an_answer_over_plain_HTTP()
    {
        await using var web = await StartAsync();
        using var client = Client();
        using var answer = await client.GetAsync(new Uri($"{Address(web, "http")}/healthz"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Every_cookie_is_Secure_and_a_self_signed_certificate_promises_nothing()
    {
        await using var web = await StartAsync();
        using var client = Client();
        using var answer = await client.GetAsync(new Uri($"{Address(web, "https")}/login"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var cookies = answer.Headers.GetValues("Set-Cookie").ToList();
        Assert.NotEmpty(cookies);
        Assert.All(cookies, c => Assert.Contains("; secure", c, StringComparison.OrdinalIgnoreCase));
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("https://mycopod.lan", "192.0.2.7")]
    [InlineData("http://mycopod.lan", "127.0.0.1")]
    public async Task Who_asks_is_told_by_a_reverse_proxy_only_where_there_must_be_one(string publicUrl, string expected)
    {
        var seen = new SeenAddress();
        await using var web = await WebBench.CreateAsync(postgres, customize: b => b.Services.AddSingleton<IStartupFilter>(seen), change: s => s with { PublicUrl = new(publicUrl) });
        await web.App.StartAsync(TestContext.Current.CancellationToken);
        using var client = Client();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.1, 192.0.2.7");
        using var answer = await client.GetAsync(new Uri(web.Url, "/login"), TestContext.Current.CancellationToken);
        Assert.Equal(IPAddress.Parse(expected), seen.Address);
    }

    [Fact]
    public async Task Behind_a_reverse_proxy_cookies_are_Secure()
    {
        await using var web = await WebBench.CreateAsync(postgres, change: s => s with { PublicUrl = new("https://mycopod.lan") });
        await web.App.StartAsync(TestContext.Current.CancellationToken);
        using var client = Client();
        using var answer = await client.GetAsync(new Uri(web.Url, "/login"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.All(answer.Headers.GetValues("Set-Cookie"), c => Assert.Contains("; secure", c, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_certificate_of_an_authority_is_sent_with_it_and_is_promised_for_ever()
    {
        using var authority = files.SignByAuthority();
        await using var web = await StartAsync();
        using var client = Client(chainTo: authority);
        using var answer = await client.GetAsync(new Uri($"{Address(web, "https")}/login"), TestContext.Current.CancellationToken);
        Assert.Equal("max-age=31536000", answer.Headers.GetValues("Strict-Transport-Security").Single());
    }

    [Fact]
    public async Task A_renewed_certificate_is_shown_without_a_restart_and_a_broken_one_never()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var web = await StartAsync(time);
        Assert.Equal(files.Read().Thumbprint, await ShownAsync(web));

        files.Replace();
        await logs.WaitForAsync("A new certificate is shown", () => time.Advance(ServerCertificate.Interval));
        var good = files.Read().Thumbprint;
        Assert.Equal(good, await ShownAsync(web));

        await File.WriteAllTextAsync(files.Key, "no key", TestContext.Current.CancellationToken);
        Assert.Contains("tls.keyFile", await logs.WaitForAsync("replaced by what cannot be used", () => time.Advance(ServerCertificate.Interval)), StringComparison.Ordinal);
        Assert.Equal(good, await ShownAsync(web));
        Assert.Single(logs.All, l => l.Level == LogLevel.Warning);
    }

    public void Dispose()
    {
        shown.ForEach(c => c.Dispose());
        logs.Dispose();
        files.Dispose();
    }

    private async Task<WebBench> StartAsync(FakeTimeProvider? time = null)
    {
        var web = await WebBench.CreateAsync(
            postgres,
            customize: builder =>
            {
                builder.Logging.AddProvider(logs).AddFilter((name, _) => name == typeof(ServerCertificate).FullName);
                if (time is not null) builder.Services.AddSingleton<TimeProvider>(time);
            },
            change: s => s with { Urls = "http://127.0.0.1:0;https://127.0.0.1:0", PublicUrl = new("https://mycopod.lan"), Tls = files.Settings });
        await web.App.StartAsync(TestContext.Current.CancellationToken);
        return web;
    }

    private static string Address(WebBench web, string scheme) => web.App.Urls.Single(u => u.StartsWith($"{scheme}:", StringComparison.Ordinal));

    private async Task<string> ShownAsync(WebBench web)
    {
        using var client = Client();
        using var answer = await client.GetAsync(new Uri($"{Address(web, "https")}/healthz"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return shown[^1].Thumbprint;
    }

    /// <summary>Looks, when everything is done, whom the request came from.</summary>
    private sealed class SeenAddress : IStartupFilter
    {
        public IPAddress? Address { get; private set; }

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (context, following) =>
            {
                await following(context);
                Address = context.Connection.RemoteIpAddress;
            });
            next(app);
        };
    }

    /// <param name="chainTo">An authority whose certificate must come with the server's.</param>
    private HttpClient Client(X509Certificate2? chainTo = null)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
        {
            Assert.NotNull(certificate);
            shown.Add(X509CertificateLoader.LoadCertificate(certificate.GetRawCertData()));
            return chainTo is null || chain?.ChainPolicy.ExtraStore.Any(c => c.Thumbprint == chainTo.Thumbprint) == true;
        };
        return new(handler);
    }
}
