using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MycoPod.Core.Certificates;
using MycoPod.Core.Link;
using MycoPod.Reconciler;
using MycoPod.Reconciler.Configuration;
using MycoPod.Reconciler.Link;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Https;
using MycoPod.Web.Link;

namespace MycoPod.Tests.Web.Link;

/// <summary>The Agent's own connection to Web over HTTPS, with a self-signed certificate.</summary>
public sealed class PinnedLinkTests(PostgresServer postgres) : IAsyncDisposable
{
    private readonly CertificateFiles files = new();
    private readonly SaidLines said = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mycopod-agent-");
    private readonly List<IHost> agents = [];

    [Fact]
    public async Task The_pinned_key_is_believed_though_nobody_vouches_for_it_and_after_a_renewal_too()
    {
        await using var web = await StartAsync();
        var pairing = await PairAsync(web, KeyPin.Of(files.Read()));
        var agent = await DialAsync(pairing);
        await said.WaitForAsync("Connected to Web");
        Assert.NotNull(web.Get<AgentLink>().Presence);
        await agent.StopAsync(TestContext.Current.CancellationToken);

        var former = files.Read().Thumbprint;
        files.Renew(days: 60);
        web.Get<ServerCertificate>().Look();
        Assert.NotEqual(former, web.Get<ServerCertificate>().Current.TargetCertificate.Thumbprint);
        using var later = new SaidLines();
        await DialAsync(pairing, later);
        await later.WaitForAsync("Connected to Web");
    }

    [Fact]
    public async Task Another_key_gets_no_token_and_is_named_in_the_log()
    {
        await using var web = await StartAsync();
        var pairing = await PairAsync(web, KeyPin.Of(files.Read()));
        files.Replace();
        web.Get<ServerCertificate>().Look();
        await DialAsync(pairing);
        var line = await said.WaitForAsync("Not connected to Web");
        Assert.Contains("another key than the one this Agent was paired with (webKeyPin)", line, StringComparison.Ordinal);
        Assert.Contains("The token was not sent.", line, StringComparison.Ordinal);
        Assert.Null(web.Get<AgentLink>().Presence);
    }

    [Fact]
    public async Task Without_a_pin_the_system_decides_and_says_why_not()
    {
        await using var web = await StartAsync();
        var pairing = await PairAsync(web, pin: null);
        Assert.Null(pairing.WebKeyPin);
        await DialAsync(pairing);
        Assert.Contains("is not believed by this system", await said.WaitForAsync("Not connected to Web"), StringComparison.Ordinal);
        Assert.Null(web.Get<AgentLink>().Presence);
    }

    [Fact]
    public async Task A_pairing_file_of_before_has_no_such_key()
    {
        await using var web = await StartAsync();
        var pairing = await web.PairAsync();
        Assert.Null(pairing.WebKeyPin);
        Assert.DoesNotContain("webKeyPin", await File.ReadAllTextAsync(Path.Combine(web.StateDirectory, "pairing.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var agent in agents) agent.Dispose();
        files.Dispose();
        said.Dispose();
        folder.Delete(recursive: true);
        await ValueTask.CompletedTask;
    }

    private async Task<WebBench> StartAsync()
    {
        var web = await WebBench.CreateAsync(postgres, change: s => s with { Urls = "https://127.0.0.1:0", PublicUrl = new("https://mycopod.lan"), Tls = files.Settings });
        await web.App.StartAsync(TestContext.Current.CancellationToken);
        return web;
    }

    /// <summary>The address that was free is known only now.</summary>
    private static async Task<Pairing> PairAsync(WebBench web, KeyPin? pin) => await web.PairAsync(pin: pin) with { WebUrl = web.Url };

    private async Task<IHostedService> DialAsync(Pairing pairing, SaidLines? lines = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.AddAgent(new(folder.FullName, "Host=127.0.0.1", new("http://127.0.0.1", "mycopod", "repository-token"), ""), pairing);
        builder.Logging.ClearProviders().AddProvider(lines ?? said).AddFilter((name, _) => name == typeof(WebLink).FullName);
        var agent = builder.Build();
        agents.Add(agent);
        var link = agent.Services.GetServices<IHostedService>().OfType<WebLink>().Single();
        await link.StartAsync(TestContext.Current.CancellationToken);
        return link;
    }
}
