using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.Schema;

namespace MycoPod.Sandbox.Network;

/// <summary>What POST /nodes/{node}/network and PUT of one interface take.</summary>
internal static class InterfaceParameters
{
    public static readonly Parameter Name = Parameter.Text("iface") with { IsRequired = true, Format = ClusterFormats.Interface, MinLength = 2, MaxLength = 20 };

    public static readonly IReadOnlyList<Parameter> Create =
    [
        StandardParameters.Node,
        Name,
        Parameter.Text("address") with { Format = Formats.Ipv4, Requires = "netmask" },
        Parameter.Text("address6") with { Format = Formats.Ipv6, Requires = "netmask6" },
        Parameter.Flag("autostart"),
        Parameter.Text("bond-primary") with { Format = ClusterFormats.Interface },
        Parameter.OneOf("bond_mode", "balance-rr", "active-backup", "balance-xor", "broadcast", "802.3ad", "balance-tlb", "balance-alb", "balance-slb", "lacp-balance-slb", "lacp-balance-tcp"),
        Parameter.OneOf("bond_xmit_hash_policy", "layer2", "layer2+3", "layer3+4"),
        Parameter.Text("bridge_ports") with { Format = Formats.ListOf(ClusterFormats.Interface) },
        Parameter.Text("bridge_vids") with { Format = Formats.ListOf(ClusterFormats.VlanRange) },
        Parameter.Flag("bridge_vlan_aware"),
        Parameter.Text("cidr") with { Format = ClusterFormats.CidrV4 },
        Parameter.Text("cidr6") with { Format = ClusterFormats.CidrV6 },
        Parameter.Text("comments"),
        Parameter.Text("comments6"),
        Parameter.Text("gateway") with { Format = Formats.Ipv4 },
        Parameter.Text("gateway6") with { Format = Formats.Ipv6 },
        Parameter.Whole("mtu", 1280, 65520),
        Parameter.Text("netmask") with { Format = ClusterFormats.Netmask, Requires = "address" },
        Parameter.Whole("netmask6", 0, 128) with { Requires = "address6" },
        Parameter.Text("ovs_bonds") with { Format = Formats.ListOf(ClusterFormats.Interface) },
        Parameter.Text("ovs_bridge") with { Format = ClusterFormats.Interface },
        Parameter.Text("ovs_options") with { MaxLength = 1024 },
        Parameter.Text("ovs_ports") with { Format = Formats.ListOf(ClusterFormats.Interface) },
        Parameter.Whole("ovs_tag", 1, 4094),
        Parameter.Text("slaves") with { Format = Formats.ListOf(ClusterFormats.Interface) },
        Parameter.OneOf("type", "bridge", "bond", "eth", "alias", "vlan", "OVSBridge", "OVSBond", "OVSPort", "OVSIntPort", "vnet", "unknown") with { IsRequired = true },
        Parameter.Whole("vlan-id", 1, 4094),
        Parameter.Text("vlan-raw-device") with { Format = ClusterFormats.Interface },
    ];

    public static readonly IReadOnlyList<Parameter> Update = [.. Create, CommonParameters.DeleteAny];
}
