using MycoPod.Core.Inventory;

namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>A network card of a new guest.</summary>
/// <param name="Address"><c>dhcp</c>, or an IPv4 address with prefix length; null for none.</param>
public sealed record NetworkCard(string Bridge, string? Address)
{
    public string? Gateway { get; init; }

    /// <summary><c>auto</c>, <c>dhcp</c>, or an IPv6 address with prefix length.</summary>
    public string? AddressV6 { get; init; }

    public string? GatewayV6 { get; init; }

    public CardOptions? Options { get; init; }

    internal bool HasAddress => Address is not null || AddressV6 is not null;

    internal Need Need => Need.OnBridge(Bridge, Options?.Vlan);

    internal IEnumerable<string> Check(GuestKind kind)
    {
        if (!Names.IsBridge(Bridge)) yield return $"'{Bridge}' is no bridge name.";
        foreach (var problem in Addresses.Check(Address, Gateway, AddressV6, GatewayV6).Concat(Options?.Check(kind) ?? [])) yield return problem;
    }

    /// <summary>As in "vmbr1 with 10.0.0.5/24, VLAN 20".</summary>
    internal string Say() => string.Join(", ", [Address is null ? Bridge : $"{Bridge} with {Address}", .. SayMore()]);

    /// <summary>Everything but bridge and IPv4 address.</summary>
    internal IEnumerable<string> SayMore()
    {
        if (Gateway is not null) yield return $"gateway {Gateway}";
        if (AddressV6 is not null) yield return $"IPv6 {AddressV6}";
        if (GatewayV6 is not null) yield return $"IPv6 gateway {GatewayV6}";
        foreach (var option in Options?.Say() ?? []) yield return option;
    }

    /// <summary>A container's <c>net0</c>: it holds the addresses, too.</summary>
    internal string OfContainer(int index) => Properties.Write(
    [
        ("name", $"eth{index}"), ("bridge", Bridge), ("ip", Address), ("gw", Gateway), ("ip6", AddressV6), ("gw6", GatewayV6),
        ("hwaddr", Options?.MacAddress), .. Plugged,
    ]);

    /// <summary>A VM's <c>net0</c>.</summary>
    internal string OfVm()
    {
        var model = Options?.Model ?? "virtio";
        return Properties.Write([Options?.MacAddress is { } mac ? (model, mac) : ("", model), ("bridge", Bridge), .. Plugged]);
    }

    /// <summary>A VM's <c>ipconfig0</c>.</summary>
    internal string OfCloudInit() => Properties.Write(("ip", Address), ("gw", Gateway), ("ip6", AddressV6), ("gw6", GatewayV6));

    private (string, string?)[] Plugged =>
    [
        ("tag", Properties.Number(Options?.Vlan)), ("mtu", Properties.Number(Options?.Mtu)), ("firewall", Properties.Flag(Options?.Firewall)),
        ("rate", Properties.Number(Options?.RateMBs)),
    ];
}
