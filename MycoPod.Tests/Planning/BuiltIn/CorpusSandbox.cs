using System.Globalization;
using System.Text.Json;
using MycoPod.Core.Plans;
using MycoPod.Core.Proxmox;
using MycoPod.Core.Proxmox.Access;
using MycoPod.Core.Proxmox.Cluster;
using MycoPod.Core.Proxmox.Exchanges;
using MycoPod.Reconciler.Planning;
using MycoPod.Reconciler.Planning.BuiltIn;
using MycoPod.Sandbox;
using MycoPod.Sandbox.Http;
using MycoPod.Tests.Proxmox;
using MycoPod.Tests.Sandbox;
using ApiCall = MycoPod.Core.Plans.ApiCall;

namespace MycoPod.Tests.Planning.BuiltIn;

/// <summary>A sandbox made of an inventory of the corpus: requests are planned on it, and plans carried out call by call.</summary>
internal sealed class CorpusSandbox : IAsyncDisposable
{
    private readonly SandboxServer server;
    private readonly ProxmoxConnection connection;
    private readonly SandboxClient root;

    private CorpusSandbox(SandboxServer server)
    {
        this.server = server;
        connection = LargeCluster.Connect(server);
        root = new(server, server.Root);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The requests of the corpus.</summary>
    public static IEnumerable<JsonElement> Corpus() => Lines(SharedFolder.Require("corpus", "dev.jsonl"));

    /// <summary>The requests of our own sets.</summary>
    public static IEnumerable<JsonElement> Own() => Directory.GetFiles(Path.Combine(Path.GetDirectoryName(Here()) ?? "", "Requests"), "*.jsonl").Order(StringComparer.Ordinal).SelectMany(Lines);

    public static async Task<CorpusSandbox> StartAsync(string folder, string inventory) =>
        new(await SandboxServer.StartAsync(new SandboxOptions(folder) { Speed = 100 }.FromInventory(SharedFolder.Require("corpus", "inventories", $"{inventory}.json")), Token));

    public async Task<PlanningOutcome> PlanAsync(string text)
    {
        var client = new ProxmoxClient(connection, DiscardedExchanges.Instance);
        return await new BuiltInPlanner(new ClientLook(() => client)).PlanAsync(text, await new InventoryReader(client, TimeProvider.System).ReadAsync(Token), Token);
    }

    /// <summary>Each call to the end of its task; commands and uploads are left out.</summary>
    /// <returns>What the sandbox answered to each call, and how its task ended.</returns>
    public async Task<IReadOnlyList<(ApiCall Call, SandboxAnswer Answer, string? End)>> CarryOutAsync(Plan plan)
    {
        var names = new Numbers(plan, int.Parse((await root.DataAsync("/cluster/nextid")).GetString() ?? "", CultureInfo.InvariantCulture));
        List<(ApiCall, SandboxAnswer, string?)> answers = [];
        foreach (var (index, step) in plan.Steps.Index())
        {
            if (step.Risk == Risk.Shell || step.Call(index + 1, names) is not ApiCall { File: null } call) continue;
            var query = call.Method == "DELETE" ? $"?{string.Join('&', call.Parameters.Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}"))}" : "";
            var answer = await root.SendAsync(new(call.Method), call.Path + query, query.Length > 0 ? null : call.Parameters.ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal));
            var isTask = answer.Status == 200 && answer.Data.ValueKind == JsonValueKind.String && answer.Upid.StartsWith("UPID:", StringComparison.Ordinal);
            answers.Add((call, answer, isTask ? (await root.EndOfTaskAsync(answer.Upid)).GetProperty("exitstatus").GetString() : null));
        }

        return answers;
    }

    public async ValueTask DisposeAsync()
    {
        root.Dispose();
        connection.Dispose();
        await server.DisposeAsync();
    }

    private static IEnumerable<JsonElement> Lines(string path) => File.ReadAllLines(path).Select(line => JsonDocument.Parse(line).RootElement);

    private static string Here([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;

    /// <summary>New guests have the numbers that are free, in their order.</summary>
    private sealed class Numbers(Plan plan, int next) : ICallNames
    {
        private readonly Dictionary<string, string> given = plan.Steps.OfType<ICreatesGuest>().Index().ToDictionary(s => s.Item.Made.Name, s => $"{(object?)s.Item.Vmid ?? next + s.Index}", StringComparer.Ordinal);

        public string IdOf(GuestReference guest) => guest.Vmid?.ToString() ?? given[guest.Name];

        public string MarkerOf(int step) => $"step {step}";

        public string? Read(int step, string name) => null;
    }
}
