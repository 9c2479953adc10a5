using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Approvals;
using MycoPod.Core.Plans;
using MycoPod.Core.Runs;
using MycoPod.Reconciler.Credentials;
using MycoPod.Reconciler.Policy;
using MycoPod.Sandbox.Http;
using MycoPod.Tests.Execution;
using MycoPod.Tests.Fixtures;
using MycoPod.Tests.Reconciliation;
using MycoPod.Tests.Sandbox;

namespace MycoPod.Tests.Chaos;

/// <summary>
/// The Agent as a process of its own, that may be killed at any moment, with a database, a repository and a cluster of its own. Web is not there: nothing
/// of this needs it.
/// </summary>
internal sealed class ChaosBench : IAsyncDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("mycopod-chaos-");
    private readonly ECDsa key = ApprovalKey.Create();
    private readonly PostgresServer postgres = new();
    private readonly GitServer git;
    private readonly SandboxServer sandbox;
    private readonly SandboxClient root;
    private TestDatabase? database;
    private Process? agent;

    private ChaosBench(GitServer git, SandboxServer sandbox) => (this.git, this.sandbox, root) = (git, sandbox, new(sandbox, sandbox.Root));

    public TestDatabase Database => database ?? throw new InvalidOperationException("Not started.");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string State => Path.Combine(directory.FullName, "agent");

    /// <summary>The repository's address, for a Web beside the Agent.</summary>
    public GitServer Git => git;

    /// <param name="speed">How much faster than on a real node tasks are.</param>
    /// <param name="shell">Whether nodes can be logged in to, and the policy lets commands run there.</param>
    public static async Task<ChaosBench> StartAsync(Plan plan, double speed, bool shell = false)
    {
        var bench = await StartEmptyAsync(speed, shell, pollSeconds: 2);
        await bench.DeclareAsync(plan);
        return bench;
    }

    /// <summary>With nothing declared yet.</summary>
    public static async Task<ChaosBench> StartEmptyAsync(double speed, bool shell, int pollSeconds)
    {
        var cluster = await SandboxServer.StartAsync(new SandboxOptions(Directory.CreateTempSubdirectory("mycopod-sandbox-").FullName) { Speed = speed, Ssh = shell }, Token);
        var bench = new ChaosBench(await GitServer.StartAsync(), cluster);
        await bench.postgres.InitializeAsync();
        bench.database = await bench.postgres.CreateDatabaseAsync();
        await bench.ConfigureAsync(pollSeconds);
        if (shell) new ProtectedDirectory(Path.Combine(bench.State, "credentials")).Write(PolicyFile.Name, "version: 1\nkinds: { allow: [\"*\"] }\nshell: { guests: on, nodes: on, refused: [] }\n"u8);
        using var work = await bench.git.CloneAsync();
        work.Write("README.md", "Declarations."u8.ToArray());
        await work.PushAsync("Begin");
        return bench;
    }

    public void StartAgent()
    {
        var program = Path.Combine(AppContext.BaseDirectory.Replace("MycoPod.Tests", "MycoPod.Reconciler", StringComparison.Ordinal), "MycoPod.Reconciler.dll");
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false };
        foreach (var argument in (string[])["-c", "exec dotnet \"$0\" >> \"$1\" 2>&1", program, Path.Combine(directory.FullName, "log")]) start.ArgumentList.Add(argument);
        start.Environment["MYCOPOD_CONFIG"] = Path.Combine(directory.FullName, "agent.json");
        agent?.Dispose();
        agent = Process.Start(start) ?? throw new InvalidOperationException("The Agent did not start.");
    }

    /// <summary>Whether it ended by itself, as it does when it loses its lease.</summary>
    public bool HasAgentEnded => agent?.HasExited != false;

    /// <summary>SIGKILL.</summary>
    public async Task KillAgentAsync()
    {
        if (agent is null) return;
        agent.Kill();
        await agent.WaitForExitAsync(Token);
    }

    public Task RestartDatabaseAsync() => postgres.RestartAsync();

    /// <summary>The one thing that goes wrong next; what was waiting to go wrong does not any more.</summary>
    public async Task SetFaultAsync(string fault)
    {
        await root.ClearFaultsAsync();
        await root.SetFaultAsync(fault);
    }

    public async Task<Run?> FindRunAsync()
    {
        await using var context = Database.OpenRuns();
        return await context.Runs.Include(r => r.Steps.OrderBy(s => s.Number)).SingleOrDefaultAsync(Token);
    }

    /// <summary>The changes that the sandbox's own log says were accepted.</summary>
    public async Task<IReadOnlyList<AcceptedChange>> ReadAcceptedAsync()
    {
        var log = Path.Combine(sandbox.StateDirectory, "requests.jsonl");
        var lines = File.Exists(log) ? await File.ReadAllLinesAsync(log, Token) : [];
        return [.. lines.Select(l => JsonSerializer.Deserialize<JsonElement>(l)).Where(l => l.GetProperty("status").GetInt32() == 200).Select(AcceptedChange.Of)];
    }

    /// <summary>Names of the cluster's containers and whether each runs.</summary>
    public IReadOnlyList<(string Name, bool IsRunning)> ReadContainers() => sandbox.State.Read(c => c.Guests.Select(g => (g.Name ?? "", g.IsRunning)).ToList());

    public string ReadAgentLog() => File.Exists(Path.Combine(directory.FullName, "log")) ? File.ReadAllText(Path.Combine(directory.FullName, "log")) : "";

    public async ValueTask DisposeAsync()
    {
        if (agent is { HasExited: false }) agent.Kill();
        agent?.Dispose();
        root.Dispose();
        key.Dispose();
        await sandbox.DisposeAsync();
        await git.DisposeAsync();
        await postgres.DisposeAsync();
        directory.Delete(recursive: true);
        Directory.Delete(sandbox.StateDirectory, recursive: true);
    }

    private async Task ConfigureAsync(int pollSeconds)
    {
        var credentials = Directory.CreateDirectory(Path.Combine(State, "credentials")).FullName;
        File.Copy(Path.Combine(sandbox.StateDirectory, "credentials.json"), Path.Combine(credentials, "proxmox.json"));
        var pairing = Path.Combine(directory.FullName, "pairing.json");
        await WriteAsync(pairing, new { webUrl = $"http://127.0.0.1:{FreePort.Take()}", agentId = Declared.Agent, token = "none", approvalKey = ApprovalKey.ExportPublic(key) });
        await WriteAsync(
            Path.Combine(directory.FullName, "agent.json"),
            new { stateDirectory = State, connection = Database.Agent, repository = new { url = git.Url, username = "agent", token = GitServer.ReadToken }, pairingFile = pairing, pollSeconds });
    }

    /// <summary>Pushes a declaration with its plan and approval, as Web would.</summary>
    public async Task DeclareAsync(Plan plan)
    {
        using var work = await git.CloneAsync();
        var first = (await work.GitAsync("rev-list", "--max-parents=0", "HEAD")).Trim();
        foreach (var (path, content) in Declared.Make(key, plan, first, TimeProvider.System.GetUtcNow()).Files) work.Write(path, content);
        await work.PushAsync("Declare");
    }

    private static Task WriteAsync(string path, object content) => File.WriteAllBytesAsync(path, JsonSerializer.SerializeToUtf8Bytes(content), Token);
}
