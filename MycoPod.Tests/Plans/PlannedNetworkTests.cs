using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Core.Plans.Steps.Networks;
using MycoPod.Core.Plans.Validation;
using MycoPod.Tests.Planning;

namespace MycoPod.Tests.Plans;

/// <summary>Networks of the SDN that a plan makes itself take the guests that it makes after them.</summary>
public sealed class PlannedNetworkTests
{
    private static readonly AddSdnZone Zone = new("home", "simple", Bridge: null, [], [new("pve1")]);
    private static readonly AddSdnVnet Vnet = new("lan", "home", Tag: null, Alias: null);

    [Fact]
    public void A_network_is_a_bridge_once_the_SDN_is_applied_and_on_the_nodes_of_its_zone()
    {
        Assert.Empty(Check(Zone, Vnet, new ApplySdn(), On("pve1")));
        Assert.Contains("pve1 has no bridge lan.", Check(Zone, Vnet, On("pve1")));
        Assert.Contains("pve2 has no bridge lan.", Check(Zone, Vnet, new ApplySdn(), On("pve2")));
    }

    private static CreateVm On(string node) =>
        new("web-9", new NodeName(node), 1, 512, 4, "local-lvm", "lan", Vlan: null, Image: null, Iso: null, CloudInit: null, Agent: false, StartAtBoot: false, "l26");

    private static IEnumerable<string> Check(params Step[] steps) => InventoryRules.Check(Plan.Of(steps), TestCluster.Snapshot).Select(p => p.Text);
}
