using System.Globalization;
using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Networks;

/// <summary>Prepares a bridge, bond or VLAN on a node. It takes effect when the node's network is applied, by a step of its own.</summary>
/// <param name="Name">As in vmbr1, bond0 or vmbr0.20.</param>
/// <param name="Type">bridge, bond or vlan.</param>
/// <param name="Address">The node's address on it, with prefix length; null for none.</param>
/// <param name="Ports">Interfaces below it; empty for a bridge between guests alone.</param>
/// <param name="BondMode">Of a bond, as in active-backup or 802.3ad.</param>
public sealed record AddInterface(NodeName Node, string Name, string Type, string? Address, string? Gateway, IReadOnlyList<string> Ports, bool VlanAware, string? BondMode, string? Comment) : ResourceStep
{
    public const string KindName = "add-interface";

    /// <summary>Bytes of the largest packet, 1280 to 65520; null for what is usual.</summary>
    public int? Mtu { get; init; }

    public override string Kind => KindName;

    public override Risk Risk => Risk.Create;

    public override Effect Effect => new(Type, "prepared");

    public override string Noun => $"{Type} {Name} on {Node}";

    public override NodeName? Place => Node;

    public override string Title => $"Prepare {Noun}{(Ports.Count == 0 ? "" : $" over {string.Join(", ", Ports)}")}{(Address is null ? "" : $" with {Address}")}{(Mtu is null ? "" : $", MTU {Mtu}")}";

    public override FieldQuery Query(int number, ICallNames names) => new($"/nodes/{Node}/network", "iface", Name);

    public override IReadOnlyList<Field>? Wanted(int number, ICallNames names) =>
        [new("type", Type), new("cidr", Address), new("gateway", Gateway), .. Mtu is null ? [] : new[] { new Field("mtu", $"{Mtu}") }, .. Type == "bridge" ? [new Field("bridge_ports", PortList, FieldShape.Set), new Field("bridge_vlan_aware", VlanAware)] : Array.Empty<Field>()];

    public override IReadOnlyList<Need> Needs => [new($"/nodes/{Node}", "Sys.Modify")];

    public override ApiCall Call(int number, ICallNames names) => new(
        "POST",
        $"/nodes/{Node}/network",
        Parameters(
            ("iface", Name),
            ("type", Type),
            ("autostart", "1"),
            ("cidr", Address),
            ("gateway", Gateway),
            ("bridge_ports", Type == "bridge" ? PortList : null),
            ("bridge_vlan_aware", Type == "bridge" && VlanAware ? "1" : null),
            ("slaves", Type == "bond" ? PortList : null),
            ("bond_mode", BondMode),
            ("mtu", Mtu?.ToString(CultureInfo.InvariantCulture)),
            ("comments", Comment)));

    public override string Done(ICallNames names) => $"{Noun} is prepared";

    public override IEnumerable<string> CheckArguments()
    {
        if (Type is not ("bridge" or "bond" or "vlan")) yield return $"'{Type}' is no type of interface that this step makes: bridge, bond or vlan.";
        if (!Names.IsInterface(Name)) yield return $"'{Name}' is no name of an interface: a letter, then letters, digits and _, as in vmbr1; a VLAN is vmbr0.20.";
        if (Address is not null && !Names.IsIpv4WithPrefix(Address)) yield return $"'{Address}' is no IPv4 address with prefix length, as in 192.168.1.10/24.";
        if (Gateway is not null && !Names.IsIpv4(Gateway)) yield return $"'{Gateway}' is no IPv4 address.";
        if (Gateway is not null && Address is null) yield return "A gateway needs an address.";
        foreach (var bad in Ports.Where(p => !Names.IsInterface(p))) yield return $"'{bad}' is no name of an interface.";
        if (Type == "bond" && (Ports.Count == 0 || BondMode is null)) yield return "A bond needs its interfaces and a mode.";
        if (BondMode is not null and not ("balance-rr" or "active-backup" or "balance-xor" or "broadcast" or "802.3ad" or "balance-tlb" or "balance-alb")) yield return $"'{BondMode}' is no mode of a bond.";
        if (Type == "vlan" && !Name.Contains('.', StringComparison.Ordinal)) yield return "A VLAN is named after its interface and its tag, as in vmbr0.20.";
        if (Mtu is < 1280 or > 65520) yield return $"An MTU is 1280 to 65520, not {Mtu}.";
        if (Comment?.Any(char.IsControl) == true) yield return "The comment holds control characters.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster)
    {
        foreach (var problem in cluster.CheckNode(Node)) yield return problem;
        if (cluster.HasBridge(Node, Name) || cluster.InterfaceValues(Node, Name) is not null) yield return $"{Node} has {Name} already.";
    }

    public override void ApplyTo(PlannedCluster cluster)
    {
        if (Type == "bridge") cluster.AddBridge(Node, Name);
    }

    private string PortList => string.Join(' ', Ports);
}
