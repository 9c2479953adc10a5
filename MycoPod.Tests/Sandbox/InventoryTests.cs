using System.Text.Json;
using MycoPod.Sandbox.Http;
using Xunit;

namespace MycoPod.Tests.Sandbox;

/// <summary>A sandbox that is made from recorded answers gives these answers.</summary>
public sealed class InventoryTests : IDisposable
{
    /// <summary>What changes by itself, or is the sandbox's own.</summary>
    private static readonly string[] Moving =
    [
        "cpu", "mem", "disk", "uptime", "digest", "netin", "netout", "diskread", "diskwrite", "ssl_fingerprint", "next-run", "priority", "active",
        "time", "localtime", "cpuinfo", "memory", "rootfs", "swap", "loadavg", "kversion", "privs", "version", "hastate", "ha",
    ];

    /// <summary>Templates to download are the same for every cluster; snapshots come with the guests.</summary>
    private static readonly string[] NotCompared = ["aplinfo", "snapshot", "nextid"];

    /// <summary>The inventories have these at a single guest's status as well, where the server does not.</summary>
    private static readonly string[] OfLists = ["template", "maxcpu", "pool"];

    private static readonly string[] Names = ["id", "volid", "vmid", "iface", "storage", "poolid", "sid", "group", "userid", "groupid", "ugid", "realm", "roleid", "pos", "name", "node", "type"];

    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("mycopod-sandbox-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("solo", 1, 13)]
    [InlineData("tiny", 1, 10)]
    [InlineData("cluster3", 3, 26)]
    public async Task A_cluster_made_from_an_inventory_answers_as_it(string name, int nodes, int guests)
    {
        var path = SharedFolder.Require("corpus", "inventories", $"{name}.json");
        await using var server = await SandboxServer.StartAsync(new SandboxOptions(directory.FullName) { Speed = 20 }.FromInventory(path), Token);
        using var client = new SandboxClient(server, server.Root);

        var differences = new List<string>();
        foreach (var answer in JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(path, Token)).GetProperty("responses").EnumerateObject())
        {
            var asked = answer.Name["GET ".Length..];
            if (!NotCompared.Contains(asked.Split('/')[^1], StringComparer.Ordinal))
                Compare(asked, answer.Value.GetProperty("data"), await client.DataAsync(asked == "/access/users" ? $"{asked}?full=1" : asked), differences);
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
        Assert.Equal((nodes, guests), ((await client.DataAsync("/nodes")).GetArrayLength(), (await client.DataAsync("/cluster/resources?type=vm")).GetArrayLength()));
    }

    [Fact]
    public async Task A_state_directory_keeps_its_cluster_and_refuses_another()
    {
        var solo = new SandboxOptions(directory.FullName).FromInventory(SharedFolder.Require("corpus", "inventories", "solo.json"));
        var tiny = new SandboxOptions(directory.FullName).FromInventory(SharedFolder.Require("corpus", "inventories", "tiny.json"));
        await (await SandboxServer.StartAsync(solo, Token)).DisposeAsync();
        await (await SandboxServer.StartAsync(solo, Token)).DisposeAsync();

        var refusal = await Assert.ThrowsAsync<InvalidDataException>(() => SandboxServer.StartAsync(tiny, Token));

        Assert.Contains("holds another cluster than the one of the inventory tiny", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_inventory_is_refused()
    {
        var path = Path.Combine(directory.FullName, "other.json");
        File.WriteAllText(path, """{"name":"x"}""");

        Assert.Throws<InvalidDataException>(() => new SandboxOptions(directory.FullName).FromInventory(path));
    }

    public void Dispose() => directory.Delete(recursive: true);

    private static void Compare(string where, JsonElement recorded, JsonElement own, List<string> differences)
    {
        switch (recorded.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var field in recorded.EnumerateObject().Where(field => !Moving.Contains(field.Name, StringComparer.Ordinal)))
                {
                    if (own.ValueKind == JsonValueKind.Object && own.TryGetProperty(field.Name, out var value))
                        Compare($"{where} {field.Name}", field.Value, value, differences);
                    else if (field.Value.ToString().Length > 0 && !(where.Contains("/status/current", StringComparison.Ordinal) && OfLists.Contains(field.Name, StringComparer.Ordinal)))
                        differences.Add($"{where}: no {field.Name}, recorded {field.Value}");
                }

                break;
            case JsonValueKind.Array when recorded.GetArrayLength() > 0 && recorded[0].ValueKind == JsonValueKind.Object:
                foreach (var entry in recorded.EnumerateArray())
                {
                    var name = Names.First(candidate => entry.TryGetProperty(candidate, out _));
                    var other = own.EnumerateArray().FirstOrDefault(known => known.TryGetProperty(name, out var value) && value.ToString() == entry.GetProperty(name).ToString());
                    Compare($"{where} {entry.GetProperty(name)}", entry, other, differences);
                }

                break;
            case JsonValueKind.Array when where == "/access/acl":
                break;
            case JsonValueKind.Array:
                if (!recorded.EnumerateArray().Select(entry => entry.ToString()).SequenceEqual(own.EnumerateArray().Select(entry => entry.ToString()), StringComparer.Ordinal))
                    differences.Add($"{where}: {own}, recorded {recorded}");
                break;
            case JsonValueKind.Number when own.ValueKind == JsonValueKind.Number:
                if (Math.Abs(recorded.GetDouble() - own.GetDouble()) > 1e-5)
                    differences.Add($"{where}: {own}, recorded {recorded}");
                break;
            default:
                if (recorded.ToString() != own.ToString())
                    differences.Add($"{where}: {own}, recorded {recorded}");
                break;
        }
    }
}
