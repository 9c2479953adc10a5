using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Shell;
using MycoPod.Core.Runs;
using MycoPod.Reconciler.Shell;
using MycoPod.Tests.Execution;
using MycoPod.Tests.Fixtures;

namespace MycoPod.Tests.Shell;

/// <summary>Carries commands out over a real SSH server, in the private roots of the sandbox.</summary>
internal static class ShellBench
{
    public static readonly NodeName One = new("pve1");

    public static async Task<ExecutionBench> StartAsync(PostgresServer postgres)
    {
        var bench = await ExecutionBench.StartAsync(postgres, ssh: true);
        bench.AllowNodeCommands();
        return bench;
    }

    public static async Task<Run> CarryOutAsync(this ExecutionBench bench, params Step[] steps)
    {
        var id = await bench.QueueAsync(Plan.Of(steps));
        await bench.CarryOutAsync();
        return await bench.ReadRunAsync(id);
    }

    /// <summary>The lines that a run's commands wrote, as the log has them.</summary>
    public static async Task<IReadOnlyList<string>> ReadOutputAsync(this ExecutionBench bench, Guid id) =>
        [.. (await bench.ReadEventsAsync(id)).Where(e => e is { Kind: RunEventKind.Output, ExchangeId: null }).Select(e => e.Text ?? "")];

    /// <summary>A file in a private root, on the host.</summary>
    public static string FileOf(this ExecutionBench bench, NodeName node, string path) =>
        Path.Combine(bench.Sandbox.State.Read(c => bench.Sandbox.Roots.Of(c.FindNode(node.Value) ?? throw new InvalidDataException("no such node"))), path);

    public static string FileOf(this ExecutionBench bench, GuestReference guest, string path) =>
        Path.Combine(bench.Sandbox.State.Read(c => bench.Sandbox.Roots.Of(c.FindGuest(guest.Vmid?.Value ?? 0) ?? throw new InvalidDataException("no such guest"))), path);

    /// <summary>Puts the Agent's key into the VM nas, as cloud-init does.</summary>
    public static async Task LetAgentLogInAsync(this ExecutionBench bench)
    {
        await using var agent = bench.StartAgent();
        var key = Uri.EscapeDataString(agent.GetRequiredService<AgentKey>().PublicKey);
        bench.Sandbox.State.Change(c =>
        {
            (c.FindGuest(100) ?? throw new InvalidDataException("no nas")).Config["sshkeys"] = key;
        });
    }

    /// <summary>Changes what the credentials say about SSH.</summary>
    public static void ChangeCredentials(this ExecutionBench bench, Action<JsonNode> change)
    {
        var path = Path.Combine(bench.Sandbox.StateDirectory, "credentials.json");
        var file = JsonNode.Parse(File.ReadAllText(path)) ?? throw new InvalidDataException("no credentials");
        change(file["ssh"] ?? throw new InvalidDataException("no SSH"));
        File.WriteAllText(path, file.ToJsonString());
    }

    public static async Task UntilAsync(Func<bool> isSo)
    {
        var token = TestContext.Current.CancellationToken;
        while (!isSo()) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, token);
    }
}
