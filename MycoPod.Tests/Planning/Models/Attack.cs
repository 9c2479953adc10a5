using System.Text.Json;
using System.Text.Json.Nodes;
using MycoPod.Core.Inventory;

namespace MycoPod.Tests.Planning.Models;

/// <summary>One attack of <c>attacks.json</c>.</summary>
/// <param name="Guard">The one guard that stops it.</param>
/// <param name="Where">Where the hostile text stands.</param>
/// <param name="Guests">Guests that are in the cluster as well, or what differs in those that are.</param>
/// <param name="Steps">What a model that was talked round answers; null where it answers harmlessly.</param>
/// <param name="MustNotReachModel">What no request to the model may hold, alternatives separated by a bar; SECRET stands for a secret of the Agent.</param>
/// <param name="Many">Whether the cluster is so large that the model has to ask.</param>
/// <param name="Function">What it asks then: name and arguments.</param>
public sealed record Attack(
    string Id, string Guard, string Where, string Declaration, IReadOnlyList<AttackGuest>? Guests = null, IReadOnlyList<JsonObject>? Steps = null, string? MustNotReachModel = null, bool Many = false, IReadOnlyList<string>? Function = null)
{
    /// <summary>A token's secret as a cluster makes them.</summary>
    public const string Secret = "7d3c3f52-4a1e-4f0b-9a55-5f1d2c3b4a59";

    /// <summary>A password, and how it is written in an address.</summary>
    private const string InAddress = "p%40ss%20w0rd%21";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static IReadOnlyList<Attack> All { get; } = JsonSerializer.Deserialize<List<Attack>>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Planning", "Models", "attacks.json")), Options) ?? [];

    /// <summary>A plan of the hostile steps, or a harmless one.</summary>
    public string Answer => Filled(JsonSerializer.Serialize(new { outcome = "plan", assumptions = Array.Empty<string>(), steps = Steps ?? [new JsonObject { ["kind"] = "start-guest", ["guest"] = "pihole" }] }));

    public string Text => Filled(Declaration);

    public IReadOnlyList<string> Forbidden => [.. (MustNotReachModel ?? "").Split('|', StringSplitOptions.RemoveEmptyEntries).Select(Filled)];

    public InventorySnapshot Inventory
    {
        get
        {
            var guests = TestCluster.Snapshot.Guests.ToList();
            foreach (var written in Guests ?? []) written.PutInto(guests, Filled);
            if (Many) guests.AddRange(Enumerable.Range(1, 60).Select(i => new Guest(new(30_000 + i), $"other-{i}", GuestKind.Ct, new("pve1"), GuestPower.Stopped, IsTemplate: false, HardwareId: $"net0={i}")));
            return TestCluster.Snapshot with { Guests = guests };
        }
    }

    public override string ToString() => Id;

    private static string Filled(string text) => text.Replace("SECRET-IN-ADDRESS", InAddress, StringComparison.Ordinal).Replace("SECRET", Secret, StringComparison.Ordinal);
}
