using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Steps.Guests;

namespace MycoPod.Tests.Planning.BuiltIn;

/// <summary>What a new address keeps of the old one: jellyfin is a container, nas a VM with cloud-init, both in a network of 128 addresses.</summary>
public sealed class AddressChangeTests
{
    private static readonly InventorySnapshot Cluster = TestCluster.With(
        ("jellyfin", new Dictionary<string, string>(StringComparer.Ordinal) { ["net0"] = "name=eth0,bridge=vmbr0,gw=192.168.1.126,hwaddr=BC:24:11:00:00:65,ip=192.168.1.20/25" }),
        ("nas", new Dictionary<string, string>(StringComparer.Ordinal) { ["ide2"] = "local-lvm:vm-103-cloudinit,media=cdrom", ["ipconfig0"] = "ip=192.168.1.21/25,gw=192.168.1.126" }));

    [Theory]
    [InlineData("Change the IP of jellyfin to 192.168.1.30", "name=eth0,bridge=vmbr0,gw=192.168.1.126,hwaddr=BC:24:11:00:00:65,ip=192.168.1.30/25")]
    [InlineData("Change the IP of jellyfin to 192.168.1.30/24", "name=eth0,bridge=vmbr0,gw=192.168.1.126,hwaddr=BC:24:11:00:00:65,ip=192.168.1.30/24")]
    [InlineData("Give jellyfin the address 192.168.1.30 with gateway 192.168.1.1", "name=eth0,bridge=vmbr0,gw=192.168.1.1,hwaddr=BC:24:11:00:00:65,ip=192.168.1.30/25")]
    [InlineData("Give jellyfin the address 10.0.0.5/24 with gateway 10.0.0.1", "name=eth0,bridge=vmbr0,gw=10.0.0.1,hwaddr=BC:24:11:00:00:65,ip=10.0.0.5/24")]
    [InlineData("Update jellyfin: the new IP is 192.168.1.30/25, gateway stays 192.168.1.126", "name=eth0,bridge=vmbr0,gw=192.168.1.126,hwaddr=BC:24:11:00:00:65,ip=192.168.1.30/25")]
    [InlineData("Set jellyfin to DHCP", "name=eth0,bridge=vmbr0,hwaddr=BC:24:11:00:00:65,ip=dhcp")]
    [InlineData("Change the IP of nas to 192.168.1.30", "ip=192.168.1.30/25,gw=192.168.1.126")]
    public void The_prefix_length_and_the_gateway_of_its_network_are_kept(string text, string expected)
    {
        var outcome = Planned.On(Cluster, text);
        Assert.True(outcome.Plan is not null, $"{text}\n{string.Join('\n', outcome.Problems)}");
        Assert.Equal(expected, Assert.Single(Assert.IsType<ConfigureGuest>(Assert.Single(outcome.Plan.Steps)).Changes).To);
    }

    [Fact]
    public void A_gateway_that_the_new_address_does_not_reach_is_asked_about() =>
        Assert.Contains("Which gateway is jellyfin to use? 192.168.1.126, which it uses now, cannot be reached from 10.0.0.5/24.", Planned.On(Cluster, "Give jellyfin the address 10.0.0.5/24").Questions.Select(q => q.Text));
}
