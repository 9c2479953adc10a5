using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MycoPod.Tests.Fixtures;
using MycoPod.Web.Data;

namespace MycoPod.Tests.Web.Health;

/// <summary>Web as a service of systemd: a parent of that name, a notify socket, and a journal that reads lines with priorities.</summary>
public sealed class ServiceManagerTests(PostgresServer postgres) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mycopod-service-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task It_says_when_it_is_up_and_when_it_stops_and_each_line_bears_its_priority()
    {
        await using var git = await GitServer.StartAsync();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(Path.Combine(folder.FullName, "notify")));
        using var parent = Start(await ConfigureAsync(git));
        var lines = parent.StandardOutput.ReadToEndAsync(Token);
        Assert.Equal("READY=1", await NextAsync(socket));

        var child = (await File.ReadAllTextAsync($"/proc/{parent.Id}/task/{parent.Id}/children", Token)).Trim();
        await Command.RunAsync("kill", "-TERM", child);
        Assert.Equal("STOPPING=1", await NextAsync(socket));
        await parent.WaitForExitAsync(Token);
        Assert.All((await lines).Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches(@"^<[0-7]>\S+\[\d+\] ", line));
        Assert.NotEmpty(await lines);
    }

    private static async Task<string> NextAsync(Socket socket)
    {
        var buffer = new byte[200];
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        return Encoding.UTF8.GetString(buffer, 0, await socket.ReceiveAsync(buffer, patience.Token)).Trim();
    }

    private async Task<string> ConfigureAsync(GitServer git)
    {
        var database = await postgres.CreateDatabaseAsync();
        await using (var web = WebDatabase.Open(database.Owner)) await web.Database.MigrateAsync(Token);
        var file = Path.Combine(folder.FullName, "web.json");
        await File.WriteAllTextAsync(
            file,
            JsonSerializer.Serialize(new
            {
                urls = $"http://127.0.0.1:{FreePort.Take()}",
                stateDirectory = Path.Combine(folder.FullName, "state"),
                connection = database.Web,
                repository = new { url = git.Url, username = "mycopod", token = GitServer.PushToken },
            }),
            Token);
        return file;
    }

    /// <summary>A shell that bears systemd's name is how the library knows its parent.</summary>
    private Process Start(string configuration)
    {
        var shell = Path.Combine(folder.FullName, "systemd");
        File.Copy("/bin/sh", shell);
        var program = Path.Combine(RepositoryRoot.Path, "artifacts", "bin", "MycoPod.Web", new DirectoryInfo(AppContext.BaseDirectory).Name, "MycoPod.Web.dll");
        var start = new ProcessStartInfo(shell, ["-c", "dotnet \"$1\" serve & wait; wait", "sh", program]) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["MYCOPOD_CONFIG"] = configuration;
        start.Environment["NOTIFY_SOCKET"] = Path.Combine(folder.FullName, "notify");
        return Process.Start(start) ?? throw new InvalidOperationException("The shell did not start.");
    }
}
