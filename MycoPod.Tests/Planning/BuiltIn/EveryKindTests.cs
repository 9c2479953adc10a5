using System.Text.Json;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Calls;
using MycoPod.Reconciler.Planning;
using MycoPod.Reconciler.Planning.BuiltIn;

namespace MycoPod.Tests.Planning.BuiltIn;

/// <summary>Kinds that few ask for, and that every kind of step can be asked for at all.</summary>
public sealed class EveryKindTests
{
    [Theory]
    [InlineData("Create an SDN VLAN zone called lab on vmbr0", "Prepare SDN zone lab of type vlan over vmbr0|Apply")]
    [InlineData("Create a VXLAN zone vx1 with peers 10.0.0.1, 10.0.0.2 and 10.0.0.3", "Prepare SDN zone vx1 of type vxlan|Apply")]
    [InlineData("Create a simple SDN zone named lab, add the vnet lan1 to zone lab and the subnet 10.20.0.0/24 with gateway 10.20.0.1 to vnet lan1", "Prepare SDN zone lab of type simple|Prepare SDN network lan1 in zone lab|Prepare subnet 10.20.0.0/24 of lan1 with gateway 10.20.0.1|Apply")]
    [InlineData("Add the vnet lan2 to zone old with tag 20", "Prepare SDN network lan2 in zone old with tag 20|Apply")]
    [InlineData("Delete the SDN zone old", "Prepare the removal of SDN zone old|Apply")]
    [InlineData("Delete the vnet lan0", "Prepare the removal of SDN|Apply")]
    [InlineData("Apply the SDN", "Apply")]
    [InlineData("Discard the pending network changes of pve1", "Drop")]
    [InlineData("Prune the backups of jellyfin on local, keep the last 1", "Delete 1 backup of guest 101 on local, keeping keep-last=1: vzdump-lxc-101-2026_01_01-02_00_00.tar.zst")]
    public async Task A_sentence_becomes_steps_of_that_kind(string text, string begins)
    {
        var outcome = await Ask(text);
        Assert.True(outcome.Plan is not null, $"{text}\n{string.Join('\n', outcome.Problems)}");
        var titles = outcome.Plan?.Steps.Select(s => s.Title).ToList() ?? [];
        Assert.Equal(begins.Split('|').Length, titles.Count);
        Assert.All(titles.Zip(begins.Split('|')), pair => Assert.StartsWith(pair.Second, pair.First, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Prune the backups of jellyfin on local", "keep the last 3")]
    [InlineData("Restore the database of jellyfin from its latest backup", "a backup brings a guest back as a whole")]
    [InlineData("Restore only the configuration of jellyfin from its latest backup", "a backup brings a guest back as a whole")]
    [InlineData("Restore the latest backup of jellyfin as a copy", "Is jellyfin to be overwritten with its backup")]
    [InlineData("Restore the latest backup of jellyfin for testing", "Is jellyfin to be overwritten with its backup")]
    [InlineData("Prune the backups of jellyfin, keep the last 1", "On which storage are the backups?")]
    [InlineData("Add the vnet lan2 to zone nowhere", "There is no SDN zone nowhere.")]
    [InlineData("Create a VLAN zone lab", "On which bridge is the VLAN zone lab?")]
    [InlineData("Create a simple zone old", "There is an SDN zone old already.")]
    [InlineData("Delete the vnet lan9", "There is no SDN vnet lan9.")]
    public async Task What_is_missing_is_asked(string text, string expected) => Assert.Contains(expected, string.Join('\n', (await Ask(text)).Problems), StringComparison.Ordinal);

    /// <summary>What the planner's frames make; calls by themselves are how it says what has no kind.</summary>
    [Fact]
    public void Every_kind_of_step_is_made_by_some_frame()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Fixtures.RepositoryRoot.Path, "MycoPod.Reconciler", "Planning", "BuiltIn"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText).ToList();
        var kinds = typeof(Step).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Step)) && !t.IsAbstract && t != typeof(CallApi)).Select(t => t.Name).ToList();
        Assert.True(kinds.Count > 50);
        Assert.DoesNotContain(kinds, k => !sources.Exists(s => s.Contains($"new {k}(", StringComparison.Ordinal) || s.Contains($"{k}.Of(", StringComparison.Ordinal) || s.Contains($"{k}.In(", StringComparison.Ordinal) || s.Contains($"({k} ", StringComparison.Ordinal) || s.Contains($"Steps.Shell.{k}(", StringComparison.Ordinal)));
    }

    private static Task<PlanningOutcome> Ask(string text) => new BuiltInPlanner(new Look()).PlanAsync(text, TestCluster.Snapshot, TestContext.Current.CancellationToken);

    /// <summary>An SDN zone with a network, and two backups of jellyfin.</summary>
    private sealed class Look : IClusterLook
    {
        private const string Backups = """
            [{"volid":"local:backup/vzdump-lxc-101-2026_01_01-02_00_00.tar.zst","content":"backup","vmid":101,"subtype":"lxc","size":1},
             {"volid":"local:backup/vzdump-lxc-101-2026_01_02-02_00_00.tar.zst","content":"backup","vmid":101,"subtype":"lxc","size":1},
             {"volid":"local:backup/vzdump-lxc-101-2025_01_02-02_00_00.tar.zst","content":"backup","vmid":101,"subtype":"lxc","size":1,"protected":1}]
            """;

        public Task<JsonElement?> ReadAsync(string path, CancellationToken cancellationToken) => Task.FromResult<JsonElement?>(path switch
        {
            "/cluster/sdn/zones" => Read("""[{"zone":"old","type":"simple"}]"""),
            "/cluster/sdn/vnets" => Read("""[{"vnet":"lan0","zone":"old"}]"""),
            "/nodes/pve1/storage/local/content" => Read(Backups),
            _ => Read("[]"),
        });

        private static JsonElement Read(string json) => JsonDocument.Parse(json).RootElement;
    }
}
