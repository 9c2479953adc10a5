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

namespace MycoPod.Tests.Planning.BuiltIn;

/// <summary>Requests that say how things are to be: once a plan was carried out on a sandbox, planning again finds nothing to do.</summary>
public sealed class DesiredStateTests : IDisposable
{
    private const int LeastCarriedOut = 12;

    /// <summary>HA stops what it keeps in its own time, after its answer: until then the guest runs.</summary>
    private const string UnderHa = "Make sure that db-prod is not running";

    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("mycopod-desired-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => directory.Delete(recursive: true);

    [Fact]
    public async Task What_was_carried_out_is_not_planned_again()
    {
        List<string> again = [];
        var carriedOut = 0;
        var own = Directory.GetFiles(Path.Combine(Path.GetDirectoryName(Here()) ?? "", "Requests"), "*.jsonl");
        foreach (var (index, line) in own.Order(StringComparer.Ordinal).Prepend(SharedFolder.Require("corpus", "dev.jsonl")).SelectMany(File.ReadAllLines).Select(l => JsonDocument.Parse(l).RootElement).Where(r => r.GetProperty("category").GetString() == "desired-state").Index())
        {
            var (id, text) = (line.GetProperty("id").GetString() ?? "", line.GetProperty("text").GetString() ?? "");
            var (isPlanned, steps) = await SecondAsync($"{index}", text, line.GetProperty("inventory").GetString() ?? "");
            if (isPlanned) carriedOut++;
            if (steps is not null && text != UnderHa) again.Add($"{id} “{text}”: {steps}");
        }

        Assert.True(carriedOut >= LeastCarriedOut, $"Only {carriedOut} plans were carried out.");

        Assert.True(again.Count == 0, string.Join('\n', again));
    }

    /// <returns>What the second plan still has, or null.</returns>
    private async Task<(bool IsPlanned, string? Steps)> SecondAsync(string id, string text, string inventory)
    {
        var options = new SandboxOptions(Path.Combine(directory.FullName, id)) { Speed = 100 }.FromInventory(SharedFolder.Require("corpus", "inventories", $"{inventory}.json"));
        await using var server = await SandboxServer.StartAsync(options, Token);
        using var connection = LargeCluster.Connect(server);
        var client = new ProxmoxClient(connection, DiscardedExchanges.Instance);
        using var root = new SandboxClient(server, server.Root);
        if ((await PlanAsync(client, text)).Plan is { } plan) await CarryOutAsync(plan, root);
        else return (false, null);
        var second = await PlanAsync(client, text);
        return (true, second.IsNothingToDo ? null : string.Join("; ", second.Problems.Concat(second.Plan?.Steps.Select(s => s.Title) ?? [])));
    }

    private static string Here([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;

    private static async Task<PlanningOutcome> PlanAsync(ProxmoxClient client, string text) =>
        await new BuiltInPlanner(new ClientLook(() => client)).PlanAsync(text, await new InventoryReader(client, TimeProvider.System).ReadAsync(Token), Token);

    /// <summary>Call by call, each to the end of its task.</summary>
    private static async Task CarryOutAsync(Plan plan, SandboxClient root)
    {
        var names = new Numbers(plan, int.Parse((await root.DataAsync("/cluster/nextid")).GetString() ?? "", System.Globalization.CultureInfo.InvariantCulture));
        foreach (var (index, step) in plan.Steps.Index())
        {
            if (step.Call(index + 1, names) is not MycoPod.Core.Plans.ApiCall call) throw new InvalidOperationException($"{step.Title} is no call of the API.");
            var query = call.Method == "DELETE" ? $"?{string.Join('&', call.Parameters.Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}"))}" : "";
            var answer = await root.SendAsync(new(call.Method), call.Path + query, query.Length > 0 ? null : call.Parameters.ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal));
            Assert.True(answer.Status == 200, $"{call.Note}: {answer.Status} {answer.Reason}");
            if (answer.Data.ValueKind == JsonValueKind.String && answer.Upid.StartsWith("UPID:", StringComparison.Ordinal)) Assert.Equal("OK", (await root.EndOfTaskAsync(answer.Upid)).GetProperty("exitstatus").GetString());
        }
    }

    /// <summary>New guests have the numbers that are free, in their order.</summary>
    private sealed class Numbers(Plan plan, int next) : ICallNames
    {
        private readonly Dictionary<string, string> given = plan.Steps.OfType<ICreatesGuest>().Index().ToDictionary(s => s.Item.Made.Name, s => $"{(object?)s.Item.Vmid ?? next + s.Index}", StringComparer.Ordinal);

        public string IdOf(GuestReference guest) => guest.Vmid?.ToString() ?? given[guest.Name];

        public string MarkerOf(int step) => $"step {step}";

        public string? Read(int step, string name) => null;
    }
}
