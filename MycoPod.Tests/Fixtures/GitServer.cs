using System.Diagnostics;
using System.Net.Sockets;

namespace MycoPod.Tests.Fixtures;

/// <summary>A declarations repository behind git http-backend, with a token that may push and one that may only read.</summary>
internal sealed class GitServer : IAsyncDisposable
{
    public const string PushToken = "push-token-1";
    public const string ReadToken = "read-token-1";

    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("mycopod-git-");
    private readonly int port = FreePort.Take();
    private Process? process;

    public string Url => $"http://127.0.0.1:{port}/declarations.git";

    private string Bare => Path.Combine(directory.FullName, "declarations.git");

    public static async Task<GitServer> StartAsync()
    {
        var server = new GitServer();
        await Command.RunAsync("git", "init", "--bare", "--initial-branch=main", server.Bare);
        await Command.RunAsync("git", "-C", server.Bare, "config", "http.receivepack", "true");
        await File.WriteAllTextAsync(Path.Combine(server.directory.FullName, "accounts"), $"mycopod {PushToken} write\nagent {ReadToken} read\n");
        await server.ServeAsync();
        return server;
    }

    /// <summary>Serves again after <see cref="StopAsync"/>.</summary>
    public async Task ServeAsync()
    {
        // What the server has to say about wrong tokens belongs into no test's output.
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false };
        foreach (var argument in (string[])["-c", "exec \"$@\" 2>/dev/null", "sh", Path.Combine(RepositoryRoot.Path, "dev.d", "git-server"), directory.FullName, $"{port}"]) start.ArgumentList.Add(argument);
        process = Process.Start(start) ?? throw new InvalidOperationException("The git server did not start.");
        while (!await AnswersAsync())
        {
            Assert.False(process.HasExited, "The git server ended.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Makes the server unreachable.</summary>
    public async Task StopAsync()
    {
        if (process is null) return;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>A clone with git itself, as anyone with push rights could make.</summary>
    public async Task<GitWorkTree> CloneAsync()
    {
        var folder = Directory.CreateTempSubdirectory("mycopod-clone-").FullName;
        await Command.RunAsync("git", "clone", "--quiet", Url.Replace("http://", $"http://mycopod:{PushToken}@", StringComparison.Ordinal), folder);
        return new(folder);
    }

    /// <summary>Runs git in the repository itself, on its host.</summary>
    public Task RunGitAsync(params string[] arguments) => Command.RunAsync("git", ["-C", Bare, .. arguments]);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        directory.Delete(recursive: true);
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
