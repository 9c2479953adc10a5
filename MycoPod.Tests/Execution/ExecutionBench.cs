using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MycoPod.Core.Data;
using MycoPod.Core.Declarations;
using MycoPod.Core.Plans;
using MycoPod.Core.Runs;
using MycoPod.Reconciler;
using MycoPod.Reconciler.Credentials;
using MycoPod.Reconciler.Execution;
using MycoPod.Reconciler.Policy;
using MycoPod.Reconciler.Reconciliation;
using MycoPod.Reconciler.Repository;
using MycoPod.Reconciler.Uploads;
using MycoPod.Sandbox.Http;
using MycoPod.Tests.Fixtures;
using MycoPod.Tests.Sandbox;

namespace MycoPod.Tests.Execution;

/// <summary>Carries plans out for real: the Agent's execution, a PostgreSQL database and a sandbox cluster over HTTPS.</summary>
internal sealed class ExecutionBench : IAsyncDisposable
{
    public static readonly ExecutionTimes Short = new()
    {
        RetryDelay = TimeSpan.FromMilliseconds(20),
        LookInterval = TimeSpan.FromMilliseconds(20),
        Grace = TimeSpan.FromMilliseconds(500),
        GraceOfWork = TimeSpan.FromMilliseconds(500),
        TaskInterval = TimeSpan.FromMilliseconds(10),
        LongestTaskInterval = TimeSpan.FromMilliseconds(50),
    };

    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("mycopod-execution-");
    private readonly PolicyFile policy;

    private ExecutionBench(TestDatabase database, SandboxServer sandbox, ExecutionTimes times)
    {
        Times = times;
        Database = database;
        Sandbox = sandbox;
        Root = new(sandbox, sandbox.Root);
        policy = new(new(CredentialsFolder));
    }

    private int forgotten;

    /// <summary>Counts for Agents that start later.</summary>
    public ExecutionTimes Times { get; set; }

    public TestDatabase Database { get; private set; }

    /// <summary>Another way to the database for Agents that start later, or null.</summary>
    public string? AgentConnection { get; set; }

    public SandboxServer Sandbox { get; }

    /// <summary>Asks the sandbox itself.</summary>
    public SandboxClient Root { get; }

    public string CredentialsFolder => Path.Combine(directory.FullName, "credentials");

    public string UploadsFolder => Path.Combine(directory.FullName, "uploads");

    private string RequestLog => Path.Combine(Sandbox.StateDirectory, "requests.jsonl");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<ExecutionBench> StartAsync(PostgresServer postgres, bool ssh = false) => StartAsync(postgres, speed: 100, Short, ssh);

    public static async Task<ExecutionBench> StartAsync(PostgresServer postgres, double speed, ExecutionTimes times, bool ssh = false)
    {
        var database = await postgres.CreateDatabaseAsync();
        var sandbox = await SandboxServer.StartAsync(new SandboxOptions(Directory.CreateTempSubdirectory("mycopod-sandbox-").FullName) { Speed = speed, Ssh = ssh }, Token);
        return new(database, sandbox, times);
    }

    /// <summary>An Agent's execution as one process would have it.</summary>
    /// <param name="crash">Ends it at some write, or null.</param>
    public ServiceProvider StartAgent(CrashingWrites? crash = null)
    {
        var credentials = new ProtectedDirectory(CredentialsFolder);
        credentials.Write("proxmox.json", File.ReadAllBytes(Path.Combine(Sandbox.StateDirectory, "credentials.json")));
        return new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(credentials)
            .AddSingleton<ClusterAccess>()
            .AddSingleton(new UploadFolder(UploadsFolder))
            .AddDbContextFactory<RunsContext>(options =>
            {
                options.UseRuns(AgentConnection ?? Database.Agent);
                if (crash is not null) options.AddInterceptors(crash);
            })
            .AddSingleton<VerdictLedger>()
            .AddExecution()
            .AddSingleton(policy)
            .AddSingleton(Times)
            .BuildServiceProvider();
    }

    /// <summary>As if the database had been lost and made anew.</summary>
    public async Task LoseDatabaseAsync(PostgresServer postgres) => Database = await postgres.CreateDatabaseAsync();

    /// <summary>Replaces the Agent's <c>policy.yaml</c>.</summary>
    public void WritePolicy(string text) => new ProtectedDirectory(CredentialsFolder).Write(PolicyFile.Name, Encoding.UTF8.GetBytes(text));

    /// <summary>Puts a file into the Agent's uploads folder.</summary>
    public void PutUpload(string name, string content)
    {
        Directory.CreateDirectory(UploadsFolder);
        File.WriteAllText(Path.Combine(UploadsFolder, name), content);
    }

    /// <summary>As <c>mycopod secret set</c>.</summary>
    public void KeepSecret(string name, string value) => new AgentSecrets(new(CredentialsFolder)).Set(name, value);

    public void ForgetSecret(string name) => Assert.True(new AgentSecrets(new(CredentialsFolder)).Remove(name));

    /// <summary>Switches commands on nodes on, which the default policy does not.</summary>
    public void AllowNodeCommands() => WritePolicy("version: 1\nkinds: { allow: [\"*\"] }\nshell: { guests: on, nodes: on, refused: [] }\n");

    /// <summary>Queues a plan as an accepted approval would.</summary>
    /// <param name="approval">The nonce of an approval that is found again.</param>
    public async Task<Guid> QueueAsync(Plan plan, Guid? declarationId = null, string? approval = null)
    {
        var id = new DeclarationId(declarationId ?? Guid.CreateVersion7(TimeProvider.System.GetUtcNow()));
        var now = TimeProvider.System.GetUtcNow();
        var nonce = approval ?? Core.Approvals.ApprovalSigner.NewNonce();
        var folder = new FolderContent($"declarations/2026/{nonce}", nonce, null, null, null, null);
        var header = new DeclarationHeader(id, 1, "A test", "user", DeclarationStatus.Ready, now);
        var payload = new Core.Approvals.ApprovalPayload(
            "mycopod-approval", 1, Guid.Empty, "", id, 1, "", plan.ComputeDigest(), "admin", "Admin", now, now.AddHours(24), nonce);
        await using var agent = StartAgent();
        await agent.GetRequiredService<VerdictLedger>().RecordAsync([new Verdict.Accepted(folder, header, plan, payload)], new(nonce, "root"), Token);
        await using var context = Database.OpenRuns();
        return (await context.Runs.SingleAsync(r => r.Nonce == nonce, Token)).Id;
    }

    /// <summary>Carries out all that waits, as one process.</summary>
    public async Task CarryOutAsync(CrashingWrites? crash = null)
    {
        await using var agent = StartAgent(crash);
        var ledger = agent.GetRequiredService<RunLedger>();
        await ledger.StoreKeptAsync(Token);
        while (await ledger.FindNextAsync(onlyUnderWay: false, Token) is { } run) await agent.GetRequiredService<RunExecutor>().ExecuteAsync(run, Token);
    }

    public async Task<Run> ReadRunAsync(Guid id)
    {
        await using var context = Database.OpenRuns();
        return await context.Runs.Include(r => r.Steps.OrderBy(s => s.Number)).SingleAsync(r => r.Id == id, Token);
    }

    public async Task<IReadOnlyList<RunEvent>> ReadEventsAsync(Guid id)
    {
        await using var context = Database.OpenRuns();
        return await context.Events.Where(e => e.RunId == id).OrderBy(e => e.Sequence).ToListAsync(Token);
    }

    /// <summary>Gives the Agent's token what its least role lacks: users, HA.</summary>
    public async Task LetAgentDoAllAsync()
    {
        var grant = new Dictionary<string, string>(StringComparer.Ordinal) { ["path"] = "/", ["roles"] = "Administrator", ["users"] = "mycopod@pve", ["tokens"] = "mycopod@pve!agent" };
        var answer = await Root.SendAsync(HttpMethod.Put, "/access/acl", grant);
        Assert.Equal(200, answer.Status);
    }

    /// <summary>Lets every snapshot be of one time, and the backup of old-wiki, which gets an older one beside it.</summary>
    public void DateCopies(long takenAt) => Sandbox.State.Change(cluster =>
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(takenAt);
        foreach (var backup in cluster.Backups.ToList())
        {
            var file = cluster.Volumes.Single(v => v.Id == backup.Volume);
            cluster.Backups.Remove(backup);
            cluster.Volumes.Remove(file);
            cluster.Backups.AddRange([backup with { Volume = StepHarness.Archive }, backup with { Volume = StepHarness.OlderArchive }]);
            cluster.Volumes.AddRange([file with { Id = StepHarness.Archive, CreatedAt = at }, file with { Id = StepHarness.OlderArchive, CreatedAt = at.AddDays(-1) }]);
        }

        foreach (var guest in cluster.Guests)
        {
            foreach (var (index, s) in guest.Snapshots.ToList().Index())
                guest.Snapshots[index] = new() { Name = s.Name, TakenAt = DateTimeOffset.FromUnixTimeSeconds(takenAt), Description = s.Description, Parent = s.Parent, State = s.State, Config = s.Config };
        }
    });

    /// <summary>Later <see cref="ReadSandboxRequestsAsync"/> do not tell of what was asked so far.</summary>
    public void ForgetSandboxRequests() => forgotten = File.Exists(RequestLog) ? File.ReadAllLines(RequestLog, Encoding.UTF8).Length : 0;

    public async Task<int> CountExchangesAsync(Guid id)
    {
        await using var context = Database.OpenRuns();
        return await context.Exchanges.CountAsync(e => e.RunId == id, Token);
    }

    /// <summary>The changing requests that the sandbox itself logged and answered well, as "POST /nodes/pve1/lxc".</summary>
    public async Task<IReadOnlyList<string>> ReadSandboxRequestsAsync()
    {
        // The sandbox makes the file with its first line.
        var lines = File.Exists(RequestLog) ? await File.ReadAllLinesAsync(RequestLog, Encoding.UTF8, Token) : [];
        return
        [
            .. lines.Skip(forgotten).Select(l => JsonSerializer.Deserialize<JsonElement>(l))
                .Where(l => l.GetProperty("status").GetInt32() == 200)
                .Select(l => $"{l.GetProperty("method")} {l.GetProperty("path")}"),
        ];
    }

    /// <summary>Names of running containers, and how often each name exists.</summary>
    public async Task<IReadOnlyDictionary<string, (int Count, bool IsRunning)>> ReadContainersAsync()
    {
        var rows = await Root.DataAsync("/cluster/resources?type=vm");
        return rows.EnumerateArray()
            .Where(r => r.GetProperty("type").GetString() == "lxc" && r.TryGetProperty("name", out _))
            .GroupBy(r => r.GetProperty("name").GetString() ?? "", StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => (g.Count(), g.All(r => r.GetProperty("status").GetString() == "running")), StringComparer.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        Root.Dispose();
        await Sandbox.DisposeAsync();
        directory.Delete(recursive: true);
        Directory.Delete(Sandbox.StateDirectory, recursive: true);
    }
}
