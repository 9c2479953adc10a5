using System.Text.Json;
using Microsoft.ML.Tokenizers;
using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Reconciler.Planning.Guards;
using MycoPod.Reconciler.Planning.Models;

namespace MycoPod.Tests.Planning.Models;

/// <summary>What a model is told, and how long that is.</summary>
public sealed class PromptTests
{
    private const int MostTokens = 6000;
    private static readonly Tokenizer Tokens = TiktokenTokenizer.CreateForModel("gpt-4o");
    private static readonly StepCatalogue Catalogue = StepCatalogue.All.Only(AllowedKinds.Allows);
    private readonly Prompt prompt = new(Catalogue, PromptGuards.Usual);

    [Fact]
    public void Every_kind_of_step_is_described_from_its_record()
    {
        Assert.Equal(StepKinds().Order(StringComparer.Ordinal), StepCatalogue.All.Kinds.Select(k => k.Name).Order(StringComparer.Ordinal));
        Assert.All(StepCatalogue.All.Kinds, k => Assert.Contains(". +", $"{k.Line} +", StringComparison.Ordinal));
        Assert.Equal("start-guest(guest) Starts a guest.", StepCatalogue.All.Find("start-guest")?.Line);
        Assert.StartsWith("create-container(name, node, template, cores:int, memoryMiB:int, diskGiB:int, storage, bridge, address, unprivileged:bool, nesting:bool) Makes a container", StepCatalogue.All.Find("create-container")?.Line, StringComparison.Ordinal);
    }

    [Fact]
    public void What_code_finds_out_no_model_is_asked_for()
    {
        var lines = string.Join('\n', StepCatalogue.All.Kinds.Select(k => k.Line[..k.Line.IndexOf(')', StringComparison.Ordinal)]));
        foreach (var known in new[] { "seen", "hardwareId", "marker", "takenAt", "sizeBytes", "digest" }) Assert.DoesNotContain(known, lines, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("delete-disk(guest, disk", lines, StringComparison.Ordinal);
    }

    [Fact]
    public void The_schema_is_flat_and_has_the_properties_of_all_kinds()
    {
        var step = AnswerSchema.Of(Catalogue).GetProperty("properties").GetProperty("steps").GetProperty("items");
        Assert.Equal(Catalogue.Kinds.Count, step.GetProperty("properties").GetProperty("kind").GetProperty("enum").GetArrayLength());
        Assert.All(step.GetProperty("properties").EnumerateObject().Where(p => p.Name != "kind"), p => Assert.False(p.Value.TryGetProperty("properties", out _), p.Name));
        foreach (var name in new[] { "guest", "memoryMiB", "cloudInitUser", "ruleDestinationPort", "scopeGuest" }) Assert.True(step.GetProperty("properties").TryGetProperty(name, out _), name);
    }

    [Fact]
    public void Prompt_functions_and_schema_for_twenty_guests_stay_under_six_thousand_tokens()
    {
        var inventory = Home(20);
        var functions = JsonSerializer.Serialize(new InventoryFunctions(inventory, new InventoryText(PromptGuards.Usual), Catalogue).Tools().OfType<Microsoft.Extensions.AI.AIFunction>().Select(f => new { f.Name, f.Description, f.JsonSchema }));
        var parts = new[] { prompt.System(), prompt.Question(new string('x', 40) + " Create three Ubuntu VMs with 4 GB each and mount the NFS share.", inventory), functions, AnswerSchema.Of(Catalogue).GetRawText() };
        var counts = parts.Select(p => Tokens.CountTokens(p)).ToList();
        Assert.True(counts.Sum() < MostTokens, $"rules and kinds {counts[0]}, question {counts[1]}, functions {counts[2]}, schema {counts[3]}: {counts.Sum()}");
    }

    [Fact]
    public void A_large_cluster_is_summed_up_and_asked_about()
    {
        var inventory = Home(400);
        var question = prompt.Question("Start guest-7.", inventory);
        Assert.Contains("400 guests, 200 of them running. Use find_guests", question, StringComparison.Ordinal);
        Assert.DoesNotContain("guest-17 ", question, StringComparison.Ordinal);
        Assert.True(Tokens.CountTokens(question) + Tokens.CountTokens(prompt.System()) < MostTokens);
        Assert.Equal(["describe_step_kind", "find_guests", "get_guest", "list_storages"], new InventoryFunctions(inventory, new InventoryText(PromptGuards.Usual), Catalogue).Tools().Select(t => t.Name));
    }

    private static IEnumerable<string> StepKinds() => typeof(Step).GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonDerivedTypeAttribute), inherit: false)
        .Cast<System.Text.Json.Serialization.JsonDerivedTypeAttribute>().Select(a => $"{a.TypeDiscriminator}");

    /// <summary>Guests with the settings that guests have.</summary>
    private static InventorySnapshot Home(int guests) => TestCluster.Snapshot with
    {
        Guests = [.. Enumerable.Range(1, guests).Select(i => new Guest(new(100 + i), $"guest-{i}", i % 2 == 0 ? GuestKind.Vm : GuestKind.Ct, new($"pve{1 + (i % 2)}"), i % 2 == 0 ? GuestPower.Running : GuestPower.Stopped, IsTemplate: false)
        {
            Settings = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["cores"] = "2",
                ["memory"] = "2048",
                [i % 2 == 0 ? "scsi0" : "rootfs"] = $"local-lvm:vm-{100 + i}-disk-0,size=8G",
                ["net0"] = i % 2 == 0 ? "virtio=BC:24:11:AA:BB:01,bridge=vmbr0" : "name=eth0,bridge=vmbr0,hwaddr=BC:24:11:AA:BB:01,ip=dhcp,type=veth",
                ["tags"] = "media;web",
                ["ostype"] = "debian",
                ["description"] = "What it is for.",
            },
        })],
    };
}
