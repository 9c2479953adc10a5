using MycoPod.Sandbox.Http;
using Xunit;

namespace MycoPod.Tests.Sandbox;

/// <summary>A test with a sandbox of its own, twenty times faster than a real cluster.</summary>
public abstract class SandboxTest : IAsyncLifetime
{
    protected const double Speed = 20;

    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("mycopod-sandbox-");
    private SandboxServer? server;
    private SandboxClient? agent;
    private SandboxClient? root;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected string StateDirectory => Path.Combine(directory.FullName, "state");

    internal SandboxServer Server => server ?? throw new InvalidOperationException("the sandbox is not running");

    internal SandboxClient Agent => agent ?? throw new InvalidOperationException("the sandbox is not running");

    internal SandboxClient Root => root ?? throw new InvalidOperationException("the sandbox is not running");

    public virtual async ValueTask InitializeAsync() => await StartAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        directory.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    protected async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    private async Task StartAsync()
    {
        server = await SandboxServer.StartAsync(StateDirectory, Speed, Token);
        agent = new(server, server.Agent);
        root = new(server, server.Root);
    }

    private async Task StopAsync()
    {
        agent?.Dispose();
        root?.Dispose();
        if (server is not null)
            await server.DisposeAsync();
    }
}
