using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using MycoPod.Sandbox.Auth;
using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Installation;

/// <summary>lxc/install.sh with a release that lies on a server.</summary>
public sealed class FetchedReleaseTests : IAsyncLifetime
{
    private readonly int port = FreePort.Take();
    private Installer installer = null!;
    private WebApplication? server;

    public async ValueTask InitializeAsync()
    {
        installer = await Installer.StartAsync();
        var release = Path.Combine(installer.Node.Folder, "release");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var certificate = ServerCertificate.LoadOrMake(installer.Node.Folder, TimeProvider.System.GetUtcNow());
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(k => k.Listen(System.Net.IPAddress.Loopback, port, o => o.UseHttps(certificate)));
        server = builder.Build();
        server.MapGet("/mycopod/{file}", (string file) => File.Exists(Path.Combine(release, file)) ? Results.File(Path.Combine(release, file)) : Results.NotFound());
        await server.StartAsync(TestContext.Current.CancellationToken);
        installer.Settings["var_release"] = $"https://127.0.0.1:{port}/mycopod/";
        installer.Settings["CURL_CA_BUNDLE"] = Path.Combine(installer.Node.Folder, "pve-root-ca.pem");
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync();
        await installer.DisposeAsync();
    }

    [Fact]
    public async Task It_is_fetched_checked_and_removed_when_it_is_in_the_containers()
    {
        var run = await installer.InstallAsync();
        Assert.True(run.Status == 0, run.Output);
        Assert.Contains($"Fetching mycopod-agent-{ReleaseFolder.Version}-linux-x64.tar.gz ...\n", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(".tar.gz\n", installer.Leavings(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_believed_or_has_no_release_is_told()
    {
        installer.Settings["var_release"] = $"https://127.0.0.1:{port}/moon";
        var run = await installer.InstallAsync();
        Assert.Equal(1, run.Status);
        Assert.Contains($"https://127.0.0.1:{port}/moon/SHA256SUMS could not be fetched. curl: (22)", run.Output, StringComparison.Ordinal);
        installer.Settings["CURL_CA_BUNDLE"] = null;
        run = await installer.InstallAsync();
        Assert.Contains("SHA256SUMS could not be fetched. curl: (60)", run.Output, StringComparison.Ordinal);
        Assert.Empty(installer.Node.Containers.Guests);
    }
}
