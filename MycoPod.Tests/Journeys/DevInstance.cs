using System.Diagnostics;
using System.Text.Json;
using MycoPod.Tests.Fixtures;
using Npgsql;

namespace MycoPod.Tests.Journeys;

/// <summary>
/// What <c>./dev up</c> starts, in a state folder of its own beside any other instance; started when the first journey asks
/// for it, stopped with SIGTERM as Ctrl-C would.
/// </summary>
public sealed class DevInstance : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly int port = FreePort.Take();
    private Process? process;
    private string output = "";

    public Uri Url => new($"http://127.0.0.1:{port}");

    public string Home { get; } = Directory.CreateTempSubdirectory("mycopod-dev-").FullName;

    internal SandboxApi Sandbox { get; private set; } = SandboxApi.None;

    /// <summary>Starts it, unless it runs already.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            Assert.False(process?.HasExited == true, $"./dev up ended:\n{output}");
            if (process is not null) return;
            process = StartProcess();
            await WaitUntilReadyAsync(process, cancellationToken);
            Sandbox = new(Path.Combine(Home, "sandbox"));
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>The generated password of an account, from <c>accounts.json</c>.</summary>
    public string PasswordOf(string username)
    {
        using var accounts = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Home, "accounts.json")));
        return accounts.RootElement.EnumerateArray().Single(a => a.GetProperty("username").GetString() == username).GetProperty("password").GetString() ?? "";
    }

    /// <summary>Sends a signal to one of the parts, by its process id: <c>agent</c>, <c>web</c>, …</summary>
    internal async Task SignalAsync(string part, string signal) => await Command.RunAsync("kill", $"-{signal}", await ReadPidAsync(part));

    internal async Task<string> ReadPidAsync(string part) => (await File.ReadAllTextAsync(Path.Combine(Home, "run", $"{part}.pid"))).Trim();

    /// <summary>A clone of the declarations repository by someone who may push.</summary>
    internal async Task<GitWorkTree> CloneAsync()
    {
        using var web = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(Home, "web.json")));
        var repository = web.RootElement.GetProperty("repository");
        var url = new UriBuilder(repository.GetProperty("url").GetString() ?? "")
        {
            UserName = repository.GetProperty("username").GetString() ?? "",
            Password = repository.GetProperty("token").GetString() ?? "",
        };
        var folder = Directory.CreateTempSubdirectory("mycopod-clone-").FullName;
        await Command.RunAsync("git", "clone", "--quiet", url.Uri.AbsoluteUri, folder);
        return new(folder);
    }

    /// <summary>A connection of the database's owner.</summary>
    internal async Task<NpgsqlConnection> OpenDatabaseAsync(CancellationToken cancellationToken)
    {
        using var web = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(Home, "web.json"), cancellationToken));
        var connection = new NpgsqlConnection(web.RootElement.GetProperty("ownerConnection").GetString());
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            if (!process.HasExited) await Command.RunAsync("kill", "-TERM", $"{process.Id}");
            await process.WaitForExitAsync();
            process.Dispose();
            await Command.RunInAsync(RepositoryRoot.Path, "env", $"MYCOPOD_HOME={Home}", "./dev", "reset", "--yes");
        }

        Sandbox.Dispose();
        gate.Dispose();
        if (Directory.Exists(Home)) Directory.Delete(Home, recursive: true);
    }

    private Process StartProcess()
    {
        var start = new ProcessStartInfo(Path.Combine(RepositoryRoot.Path, "dev"), ["up"])
        {
            WorkingDirectory = RepositoryRoot.Path,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["MYCOPOD_HOME"] = Home;
        start.Environment["MYCOPOD_PORT"] = $"{port}";
        var started = Process.Start(start) ?? throw new InvalidOperationException("./dev did not start.");
        started.OutputDataReceived += (_, line) => output += line.Data + "\n";
        started.ErrorDataReceived += (_, line) => output += line.Data + "\n";
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        return started;
    }

    private async Task WaitUntilReadyAsync(Process started, CancellationToken cancellationToken)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (!output.Contains($"Ready: {Url.ToString().TrimEnd('/')}", StringComparison.Ordinal))
        {
            Assert.False(started.HasExited, $"./dev up ended:\n{output}");
            Assert.True(TimeProvider.System.GetElapsedTime(begin) < Patience, $"./dev up is not ready:\n{output}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
        }
    }
}
