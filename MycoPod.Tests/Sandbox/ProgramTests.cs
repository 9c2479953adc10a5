using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using MycoPod.Sandbox.Http;
using Xunit;

namespace MycoPod.Tests.Sandbox;

/// <summary>The sandbox as a process of its own.</summary>
public sealed class ProgramTests : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("mycopod-sandbox-");
    private readonly List<Process> processes = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string StateDirectory => Path.Combine(directory.FullName, "state");

    [Fact]
    public async Task A_killed_sandbox_still_knows_every_change_that_it_answered()
    {
        var (first, address) = await ServeAsync(0);
        var created = await PostAsync(address, "/nodes/pve1/lxc", SandboxClient.Container(200));
        first.Kill();
        await first.WaitForExitAsync(Token);

        var (_, again) = await ServeAsync(0);
        var config = await GetAsync(again, "/nodes/pve1/lxc/200/config");
        var status = await GetAsync(again, SandboxClient.TaskPath(created.GetString() ?? "") + "/status");

        Assert.Equal("create", config.GetProperty("lock").GetString());
        Assert.Equal("unexpected status", status.GetProperty("exitstatus").GetString());
    }

    [Fact]
    public async Task A_termination_signal_ends_it_cleanly()
    {
        var (process, _) = await ServeAsync(0);

        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync(Token);

        Assert.Equal(0, process.ExitCode);
        Assert.Empty(await process.StandardError.ReadToEndAsync(Token));
    }

    [Fact]
    public async Task A_busy_port_is_one_clear_line_and_exit_code_one()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var process = Start(port);
        var error = await process.StandardError.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);

        Assert.Equal(1, process.ExitCode);
        Assert.Equal($"Sandbox cannot start: port {port} on 127.0.0.1 is busy\n", error);
    }

    [Fact]
    public async Task An_inventory_makes_another_cluster_and_a_file_that_is_none_is_refused()
    {
        var (_, address) = await ServeAsync(0, "--inventory", SharedFolder.Require("corpus", "inventories", "tiny.json"));
        var nodes = await GetAsync(address, "/nodes");
        var other = Path.Combine(directory.FullName, "other.json");
        await File.WriteAllTextAsync(other, "[]", Token);
        var refused = Start(0, "--inventory", other);
        var error = await refused.StandardError.ReadToEndAsync(Token);
        await refused.WaitForExitAsync(Token);

        Assert.Equal("minipve", Assert.Single(nodes.EnumerateArray()).GetProperty("node").GetString());
        Assert.Equal(1, refused.ExitCode);
        Assert.StartsWith($"Sandbox cannot start: {other} is no inventory: ", error, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        foreach (var process in processes)
        {
            if (!process.HasExited)
            {
                process.Kill();
                process.WaitForExit();
            }

            process.Dispose();
        }

        directory.Delete(recursive: true);
    }

    private async Task<(Process Process, Uri Address)> ServeAsync(int port, params string[] more)
    {
        const string ready = "Sandbox ready: ";
        var process = Start(port, more);
        var line = await process.StandardOutput.ReadLineAsync(Token) ?? "";
        Assert.StartsWith(ready, line, StringComparison.Ordinal);
        return (process, new(line[ready.Length..]));
    }

    private Process Start(int port, params string[] more)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(SandboxServer).Assembly.Location, "serve", "--state", StateDirectory, "--port", $"{port}", .. more])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet does not start");
        processes.Add(process);
        return process;
    }

    private async Task<JsonElement> PostAsync(Uri address, string path, Dictionary<string, string> form)
    {
        using var client = await ClientAsync(address);
        using var content = new FormUrlEncodedContent(form);
        using var response = await client.PostAsync("/api2/json" + path, content, Token);
        return JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(Token)).GetProperty("data");
    }

    private async Task<JsonElement> GetAsync(Uri address, string path)
    {
        using var client = await ClientAsync(address);
        return JsonSerializer.Deserialize<JsonElement>(await client.GetStringAsync("/api2/json" + path, Token)).GetProperty("data");
    }

    /// <summary>As a client of its own would come in: with the authority from the state directory and the token from the file.</summary>
    private async Task<HttpClient> ClientAsync(Uri address)
    {
        var credentials = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(Path.Combine(StateDirectory, "credentials.json"), Token));
        var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new()
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            CustomTrustStore = { X509CertificateLoader.LoadCertificateFromFile(Path.Combine(StateDirectory, "pve-root-ca.pem")) },
        };
        var client = new HttpClient(handler) { BaseAddress = address };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"PVEAPIToken={credentials.GetProperty("tokenId").GetString()}={credentials.GetProperty("tokenSecret").GetString()}");
        return client;
    }
}
