namespace MycoPod.Core.Proxmox.PropertyStrings;

/// <summary>A network interface of a container, <c>net0</c>: <c>name=eth0,bridge=vmbr0,hwaddr=BC:24:11:2C:34:56,ip=dhcp,type=veth</c>.</summary>
public sealed record ContainerInterface : PropertyValue
{
    public ContainerInterface(string text)
        : base(text)
    {
    }

    /// <summary>Inside the container, as in <c>eth0</c>.</summary>
    public string? Name
    {
        get => Get("name");
        init => Set("name", value);
    }

    public string? Bridge
    {
        get => Get("bridge");
        init => Set("bridge", value);
    }

    public string? MacAddress
    {
        get => Get("hwaddr");
        init => Set("hwaddr", value);
    }

    /// <summary><c>dhcp</c>, <c>manual</c>, or an IPv4 address with prefix length.</summary>
    public string? Address
    {
        get => Get("ip");
        init => Set("ip", value);
    }

    public string? Gateway
    {
        get => Get("gw");
        init => Set("gw", value);
    }

    /// <summary><c>auto</c>, <c>dhcp</c>, <c>manual</c>, or an IPv6 address with prefix length.</summary>
    public string? AddressV6
    {
        get => Get("ip6");
        init => Set("ip6", value);
    }

    public string? GatewayV6
    {
        get => Get("gw6");
        init => Set("gw6", value);
    }

    /// <summary>1 to 4094.</summary>
    public int? VlanTag
    {
        get => GetNumber("tag");
        init => SetNumber("tag", value);
    }

    public bool? Firewall
    {
        get => GetFlag("firewall");
        init => SetFlag("firewall", value);
    }

    public bool? IsLinkDown
    {
        get => GetFlag("link_down");
        init => SetFlag("link_down", value);
    }

    public int? Mtu
    {
        get => GetNumber("mtu");
        init => SetNumber("mtu", value);
    }
}
