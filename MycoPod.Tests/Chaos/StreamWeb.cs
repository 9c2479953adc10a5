using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MycoPod.Tests.Fixtures;
using MycoPod.Web;
using MycoPod.Web.Accounts;
using MycoPod.Web.Configuration;
using MycoPod.Web.Data;

namespace MycoPod.Tests.Chaos;

/// <summary>A Web over the database of a run under way; it comes back at the same address, with the same keys.</summary>
internal sealed class StreamWeb(ChaosBench bench) : IAsyncDisposable
{
    public const string Person = "ben";
    public const string Password = "correct horse battery";

    private readonly DirectoryInfo state = Directory.CreateTempSubdirectory("mycopod-web-");
    private readonly int port = FreePort.Take();
    private WebApplication? app;

    public Uri Url => new($"http://127.0.0.1:{port}");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task StartAsync()
    {
        await using (var web = WebDatabase.Open(bench.Database.Owner)) await web.Database.MigrateAsync(Token);
        await StartAgainAsync();
        await using var scope = app!.Services.CreateAsyncScope();
        var added = await scope.ServiceProvider.GetRequiredService<AccountDirectory>().AddAsync(new(Person, Roles.User, "ben@example.org"), Password, Token);
        Assert.Empty(added.Problems);
    }

    /// <summary>Every circuit and connection goes with the old one.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAgainAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        state.Delete(recursive: true);
    }

    private async Task StartAgainAsync()
    {
        var settings = new WebSettings($"http://127.0.0.1:{port}", Url, state.FullName, bench.Database.Web, null, new(new Uri(bench.Git.Url), "mycopod", GitServer.PushToken), null, null);
        app = WebApp.Build(settings, builder => builder.Logging.ClearProviders());
        await app.StartAsync(Token);
    }

    private async Task StopAsync()
    {
        if (app is null) return;
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        await app.StopAsync(patience.Token);
        await app.DisposeAsync();
        app = null;
    }
}
