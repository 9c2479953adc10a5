using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Steps.Firewalls;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Core.Plans.Steps.Networks;
using MycoPod.Core.Plans.Steps.Storages;
using MycoPod.Core.Plans.Validation;
using MycoPod.Tests.Planning;

namespace MycoPod.Tests.Plans;

/// <summary>What planning refuses, because at run time it would meet something that it does not know.</summary>
public sealed class GuardTests
{
    private static readonly NodeName One = new("pve1");
    private static readonly NodeInterface Bond = new("bond0", One, "bond", new Dictionary<string, string>(StringComparer.Ordinal) { ["type"] = "bond", ["slaves"] = "eno1 eno2", ["cidr"] = "192.168.1.11/24" });
    private static readonly InventorySnapshot Cluster = TestCluster.Snapshot with { Interfaces = [Bond] };

    [Fact]
    public void An_interface_is_changed_only_where_all_it_has_is_known_and_carried()
    {
        var change = new ConfigureInterface(One, "bond0", "bond", [new("slaves", "eno1 eno2", "eno1 eno3")]);
        Assert.Contains("has cidr 192.168.1.11/24, which the change does not carry", Problem(change), StringComparison.Ordinal);
        Assert.Empty(Check(change with { Settings = [.. change.Settings, new("cidr", "192.168.1.11/24", "192.168.1.11/24")] }));
        Assert.Contains("What bond1 on pve1 has is not known", Problem(change with { Name = "bond1" }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_bridge_stops_being_vlan_aware_by_taking_the_flag_away() => Assert.Equal(
        "PUT /nodes/pve1/network/vmbr1  type=bridge bridge_ports=eno2 delete=bridge_vlan_aware",
        new ConfigureInterface(One, "vmbr1", "bridge", [new("bridge_ports", "eno2", "eno2"), new("bridge_vlan_aware", "1", "0")]).Call(1, PlaceholderNames.Instance).Note);

    [Fact]
    public void Which_snapshot_is_meant_has_to_be_said()
    {
        var guest = Cluster.GuestsNamed("old-wiki").Single();
        var wiki = GuestReference.To(guest);
        Assert.All(new Step[] { new RollBackSnapshot(wiki, "safe"), new DeleteSnapshot(wiki, "safe", TakenAt: null) }, step => Assert.Contains("Which snapshot safe of old-wiki is meant", Assert.Single(PlanRules.Check(Plan.Of([step]))).Text, StringComparison.Ordinal));
        Assert.Empty(PlanRules.Check(Plan.Of([new CreateSnapshot(wiki, "safe", WithMemory: false), new RollBackSnapshot(wiki, "safe"), new DeleteSnapshot(wiki, "safe", TakenAt: null)])));
        var seen = Cluster with { Guests = [.. Cluster.Guests.Select(g => g.Vmid == guest.Vmid ? g with { Snapshots = [new("safe", 1000)] } : g)] };
        Assert.Empty(InventoryRules.Check(Plan.Of([new RollBackSnapshot(wiki, "safe") { TakenAt = 1000 }]), seen));
        Assert.Contains("is another one now, taken at 1970-01-01 00:16:40 UTC", Assert.Single(InventoryRules.Check(Plan.Of([new RollBackSnapshot(wiki, "safe") { TakenAt = 900 }]), seen)).Text, StringComparison.Ordinal);
        Assert.Contains("has no snapshot other", Assert.Single(InventoryRules.Check(Plan.Of([new DeleteSnapshot(wiki, "other", 1000)]), seen)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_download_without_checksum_finds_no_file_of_its_name()
    {
        var seen = Cluster with { Images = [new("local:iso/debian.iso", One, "iso", 1)] };
        var download = new DownloadFile(One, "local", "iso", "debian.iso", "https://example.org/debian.iso", Checksum: null, ChecksumAlgorithm: null);
        Assert.Contains("without a checksum", Assert.Single(InventoryRules.Check(Plan.Of([download]), seen)).Text, StringComparison.Ordinal);
        Assert.Empty(InventoryRules.Check(Plan.Of([download with { Checksum = new string('a', 64), ChecksumAlgorithm = "sha256" }]), seen));
        Assert.Equal("debian.iso", download.Call(1, PlaceholderNames.Instance).Task?.Id);
    }

    [Theory]
    [InlineData("10.0.0.1/32", "10.0.0.1", true)]
    [InlineData("10.0.0.1", "10.0.0.1/32", true)]
    [InlineData("fd00::1/128", "fd00::1", true)]
    [InlineData("10.0.0.0/24", "10.0.0.0", false)]
    public void One_address_is_the_same_with_and_without_the_length_of_its_prefix(string wanted, string actual, bool isMet)
    {
        Assert.Equal(isMet, new Field("cidr", wanted, FieldShape.Address).IsMetBy(actual));
        Assert.Equal(isMet, new AddToFirewallSet("admins", wanted).Query(1, PlaceholderNames.Instance).Matches(new Dictionary<string, string>(StringComparer.Ordinal) { ["cidr"] = actual }));
    }

    [Fact]
    public void A_macro_is_the_same_in_small_letters()
    {
        var rule = new FirewallRule("in", "ACCEPT", "ssh", Protocol: null, Source: null, Destination: null, DestinationPort: null, Interface: null);
        Dictionary<string, string> row = new(StringComparer.Ordinal) { ["type"] = "in", ["action"] = "ACCEPT", ["macro"] = "SSH", ["pos"] = "0" };
        Assert.True(new AddFirewallRule(new(), rule, Comment: null).Query(1, PlaceholderNames.Instance).Matches(row));
        Assert.False(new AddFirewallRule(new(), rule with { Macro = "HTTP" }, Comment: null).Query(1, PlaceholderNames.Instance).Matches(row));
    }

    [Fact]
    public void A_network_of_the_sdn_is_a_bridge_with_a_path_of_its_own()
    {
        Dictionary<string, IReadOnlyDictionary<string, bool>> granted = new(StringComparer.Ordinal)
        {
            ["/vms"] = new Dictionary<string, bool>(StringComparer.Ordinal) { ["VM.Allocate"] = true },
            ["/storage"] = new Dictionary<string, bool>(StringComparer.Ordinal) { ["Datastore.AllocateSpace"] = true },
            ["/sdn/zones/home"] = new Dictionary<string, bool>(StringComparer.Ordinal) { ["SDN.Use"] = true },
        };
        var seen = Cluster with { Bridges = [new("lan", One) { Zone = "home" }, .. Cluster.Bridges], Permissions = new(granted) };
        var container = new CreateContainer("web-1", One, TestCluster.Debian12, 1, 512, 8, "local-lvm", "lan", "dhcp", Unprivileged: true, Nesting: true) { Card = new() { Vlan = 5 } };
        Assert.Empty(InventoryRules.Check(Plan.Of([container]), seen));
        Assert.Contains("SDN.Use on /sdn/zones/localnetwork/vmbr0/5 is lacking", Assert.Single(InventoryRules.Check(Plan.Of([container with { Bridge = "vmbr0" }]), seen)).Text, StringComparison.Ordinal);
    }

    private static IReadOnlyList<PlanProblem> Check(Step step) => InventoryRules.Check(Plan.Of([step]), Cluster);

    private static string Problem(Step step) => Assert.Single(Check(step)).Text;
}
