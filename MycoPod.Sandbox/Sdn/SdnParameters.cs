using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.Schema;

namespace MycoPod.Sandbox.Sdn;

internal static class SdnParameters
{
    public static readonly string[] ZoneTypes = ["evpn", "faucet", "qinq", "simple", "vlan", "vxlan"];

    public static readonly Parameter Zone = Parameter.Text("zone") with { IsRequired = true, Format = ClusterFormats.ZoneId };
    public static readonly Parameter Vnet = Parameter.Text("vnet") with { IsRequired = true, Format = ClusterFormats.VnetId };
    public static readonly Parameter Subnet = Parameter.Text("subnet") with { IsRequired = true, Format = ClusterFormats.SubnetId };
    public static readonly IReadOnlyList<Parameter> Views = [Parameter.Flag("pending"), Parameter.Flag("running")];

    public static readonly IReadOnlyList<Parameter> ZoneOptions =
    [
        Parameter.Flag("advertise-subnets"),
        Parameter.Text("bridge"),
        Parameter.Flag("bridge-disable-mac-learning"),
        Parameter.Text("controller"),
        Parameter.OneOf("dhcp", "dnsmasq"),
        Parameter.Flag("disable-arp-nd-suppression"),
        Parameter.Text("dns"),
        Parameter.Text("dnszone") with { Format = Formats.DnsName },
        Parameter.Whole("dp-id"),
        Parameter.Text("exitnodes") with { Format = Formats.ListOf(Formats.NodeName) },
        Parameter.Flag("exitnodes-local-routing"),
        Parameter.Text("exitnodes-primary") with { Format = Formats.NodeName },
        Parameter.Text("ipam"),
        Parameter.Text("mac") with { Format = Formats.MacAddress },
        Parameter.Whole("mtu"),
        Parameter.Text("nodes") with { Format = Formats.ListOf(Formats.NodeName) },
        Parameter.Text("peers") with { Format = Formats.ListOf(ClusterFormats.Address) },
        Parameter.Text("reversedns"),
        Parameter.Text("rt-import") with { Format = Formats.ListOf(ClusterFormats.RouteTarget) },
        Parameter.Whole("tag", 0),
        Parameter.OneOf("vlan-protocol", "802.1q", "802.1ad"),
        Parameter.Whole("vrf-vxlan"),
        Parameter.Whole("vxlan-port", 1, 65536),
    ];

    public static readonly IReadOnlyList<Parameter> VnetOptions =
    [
        Parameter.Text("alias") with { MaxLength = 256, Pattern = @"[()\-_.\w\d\s]{0,256}" },
        Parameter.Flag("isolate-ports"),
        Parameter.Whole("tag"),
        Parameter.Flag("vlanaware"),
    ];

    public static readonly IReadOnlyList<Parameter> SubnetOptions =
    [
        Parameter.Text("dhcp-dns-server") with { Format = ClusterFormats.Address },
        new("dhcp-range", ParameterKind.Array),
        Parameter.Text("dnszoneprefix") with { Format = Formats.DnsName },
        Parameter.Text("gateway") with { Format = ClusterFormats.Address },
        Parameter.Flag("snat"),
    ];

    private static readonly string[] OfAllZones = ["dhcp", "dns", "dnszone", "ipam", "mtu", "nodes", "reversedns"];

    /// <summary>What each type of zone has to have and may have (pve-network 0.11, SDN/Zones/*Plugin.pm).</summary>
    public static readonly IReadOnlyDictionary<string, SectionRules> ZoneRules = new Dictionary<string, SectionRules>(StringComparer.Ordinal)
    {
        ["simple"] = new([], OfAllZones, []),
        ["vlan"] = new(["bridge"], [.. OfAllZones, "bridge-disable-mac-learning"], []),
        ["qinq"] = new(["tag", "bridge"], [.. OfAllZones, "bridge-disable-mac-learning", "vlan-protocol"], []),
        ["vxlan"] = new(["peers"], [.. OfAllZones, "vxlan-port"], []),
        ["evpn"] = new(
            ["vrf-vxlan", "controller"],
            [.. OfAllZones, "advertise-subnets", "disable-arp-nd-suppression", "exitnodes", "exitnodes-local-routing", "exitnodes-primary", "mac", "rt-import", "vxlan-port"],
            []),
        ["faucet"] = new(["dp-id", "controller"], OfAllZones, []),
    };
}
