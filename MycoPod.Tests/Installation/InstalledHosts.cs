using System.Diagnostics;
using System.Text.RegularExpressions;
using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Installation;

/// <summary>The two hosts, each in a system container, beside a sandbox cluster that only the agent host reaches.</summary>
/// <param name="folder">What <c>./dev test install</c> made: <c>base</c> and <c>releases</c>.</param>
internal sealed partial class InstalledHosts(string folder) : IAsyncDisposable
{
    public const string UiAddress = "10.87.0.2";
    private const string AgentAddress = "10.87.0.3";
    private const int SandboxPort = 8006;

    private SystemContainer? ui;
    private SystemContainer? agent;
    private Process? sandbox;

    public static Uri Url => new($"https://{UiAddress}");

    public SystemContainer Ui => ui ?? throw new InvalidOperationException("The ui host is not booted.");

    public SystemContainer Agent => agent ?? throw new InvalidOperationException("The agent host is not booted.");

    /// <summary>In order.</summary>
    public IReadOnlyList<string> Versions { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(folder, "releases"), "mycopod-ui-*.tar.gz").Select(f => VersionInName().Match(f).Groups[1].Value).OrderBy(Version.Parse)];

    public async Task BootAsync()
    {
        ui = await SystemContainer.BootAsync(folder, "mycopod-ui", UiAddress);
        agent = await SystemContainer.BootAsync(folder, "mycopod-agent", AgentAddress);
        await StartSandboxAsync();
    }

    /// <summary>Both setup scripts, as people run them.</summary>
    /// <returns>What the ui host's wrote as its result, by key.</returns>
    public async Task<IReadOnlyDictionary<string, string>> SetUpAsync(string version)
    {
        var answers = Path.Combine(folder, "answers");
        await File.WriteAllLinesAsync(answers, [$"public_host={UiAddress}", $"agent_address={AgentAddress}", "admin_name=ada", "admin_email=ada@home.example", "repository_url=", "repository_username=", "repository_token="]);
        await UnpackAsync(Ui, "ui", version);
        await Ui.PutAsync(answers, "/root/answers");
        await Ui.RunAsync($"/root/mycopod-ui-{version}/lxc/ui/setup.sh", "--answers", "/root/answers", "--result", "/root/result");
        var result = (await Ui.RunAsync("cat", "/root/result")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('=', 2)).ToDictionary(l => l[0], l => l[1], StringComparer.Ordinal);
        await Ui.RunAsync("rm", "/root/result", "/root/answers");

        var handOver = Path.Combine(folder, "hand-over.tar");
        await Ui.TakeAsync("/root/mycopod-agent.tar", handOver);
        await UnpackAsync(Agent, "agent", version);
        await Agent.PutAsync(handOver, "/root/hand-over.tar");
        await Agent.PutAsync(Path.Combine(folder, "sandbox", "credentials.json"), "/root/proxmox.json");
        await Agent.RunAsync($"/root/mycopod-agent-{version}/lxc/agent/setup.sh", "--hand-over", "/root/hand-over.tar", "--proxmox", "/root/proxmox.json");
        return result;
    }

    public static string ArchiveOf(string folder, string role, string version) => Path.Combine(folder, "releases", $"mycopod-{role}-{version}-linux-x64.tar.gz");

    /// <summary>Puts an archive, with the sums beside it, into a host and updates to it.</summary>
    public static async Task<(int ExitCode, string Output)> UpdateAsync(SystemContainer host, string archive)
    {
        await host.PutAsync(archive, $"/root/{Path.GetFileName(archive)}");
        await host.PutAsync(Path.Combine(Path.GetDirectoryName(archive)!, "SHA256SUMS"), "/root/SHA256SUMS");
        return await host.TryAsync("mycopod", "update", $"/root/{Path.GetFileName(archive)}");
    }

    public async Task DestroyAsync()
    {
        await StopSandboxAsync();
        if (ui is not null) await ui.DisposeAsync();
        if (agent is not null) await agent.DisposeAsync();
        (ui, agent) = (null, null);
    }

    public async ValueTask DisposeAsync() => await DestroyAsync();

    private static async Task UnpackAsync(SystemContainer host, string role, string version)
    {
        var folder = Environment.GetEnvironmentVariable(HostsJourneyTests.Variable)!;
        await host.PutAsync(ArchiveOf(folder, role, version), "/root/release.tar.gz");
        await host.RunAsync("tar", "-xzf", "/root/release.tar.gz", "-C", "/root", "--no-same-owner");
    }

    /// <summary>The sandbox listens on loopback, so it runs in the agent host's network. Its cluster outlives both hosts.</summary>
    private async Task StartSandboxAsync()
    {
        var program = Path.Combine(RepositoryRoot.Path, "artifacts/bin/MycoPod.Sandbox/debug/MycoPod.Sandbox.dll");
        sandbox = HostCommand.Start("nsenter", "-t", $"{Agent.Init}", "-n", "dotnet", program, "serve", "--state", Path.Combine(folder, "sandbox"), "--port", $"{SandboxPort}", "--speed", "10");
        var ready = new TaskCompletionSource();
        sandbox.OutputDataReceived += (_, said) =>
        {
            if (said.Data is null) ready.TrySetException(new InvalidOperationException("The sandbox did not start."));
            else if (said.Data.StartsWith("Sandbox ready: ", StringComparison.Ordinal)) ready.TrySetResult();
        };
        sandbox.BeginErrorReadLine();
        sandbox.BeginOutputReadLine();
        await ready.Task;
    }

    private async Task StopSandboxAsync()
    {
        if (sandbox is null) return;
        sandbox.Kill(entireProcessTree: true);
        await sandbox.WaitForExitAsync();
        sandbox.Dispose();
        sandbox = null;
    }

    [GeneratedRegex("mycopod-ui-(.+)-linux-x64")]
    private static partial Regex VersionInName();
}
