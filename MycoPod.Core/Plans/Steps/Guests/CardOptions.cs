using MycoPod.Core.Inventory;

namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>How a network card of a new guest is plugged in, beside its bridge. What is null is left to the cluster.</summary>
public sealed record CardOptions
{
    /// <summary>VLAN tag, 1 to 4094.</summary>
    public int? Vlan { get; init; }

    /// <summary>In bytes; 1 on a VM takes the bridge's.</summary>
    public int? Mtu { get; init; }

    /// <summary>Whether the cluster's firewall looks at this card.</summary>
    public bool? Firewall { get; init; }

    /// <summary>For a guest that is known by it elsewhere, as to a DHCP server.</summary>
    public string? MacAddress { get; init; }

    /// <summary>Of a VM's card, as in virtio or e1000.</summary>
    public string? Model { get; init; }

    /// <summary>The most it may send, in MB per second.</summary>
    public int? RateMBs { get; init; }

    internal IEnumerable<string> Check(GuestKind kind)
    {
        if (Vlan is < 1 or > 4094) yield return $"{Vlan} is no VLAN tag: 1 to 4094.";
        if (kind == GuestKind.Ct ? Mtu is < 64 or > 65_535 : Mtu is < 1 or > 65_520) yield return $"{Mtu} is no MTU of a {kind.Noun()}.";
        if (MacAddress is not null && !Addresses.IsMac(MacAddress)) yield return $"'{MacAddress}' is no address of a network card, as in BC:24:11:00:00:01; its second digit is even.";
        if (Model is not null && kind == GuestKind.Ct) yield return "A container's network card has no model.";
        if (Model is not (null or "virtio" or "e1000" or "e1000e" or "rtl8139" or "vmxnet3")) yield return $"'{Model}' is no model of a network card: virtio, e1000, e1000e, rtl8139 or vmxnet3.";
        if (RateMBs is < 1 or > 1_000_000) yield return $"{RateMBs} MB per second: at least 1.";
    }

    internal IEnumerable<string> Say()
    {
        if (Vlan is not null) yield return $"VLAN {Vlan}";
        if (Mtu is not null) yield return $"MTU {Mtu}";
        if (Firewall is { } firewall) yield return firewall ? "firewall on" : "firewall off";
        if (Model is not null) yield return $"model {Model}";
        if (MacAddress is not null) yield return $"card address {MacAddress}";
        if (RateMBs is not null) yield return $"at most {RateMBs} MB/s";
    }
}
