namespace MycoPod.Core.Proxmox.PropertyStrings;

/// <summary>How cloud-init sets up a VM's card, <c>ipconfig0</c>: <c>ip=10.0.0.5/24,gw=10.0.0.1</c>.</summary>
public sealed record IpConfig : PropertyValue
{
    public IpConfig(string text)
        : base(text)
    {
    }

    /// <summary><c>dhcp</c>, or an IPv4 address with prefix length.</summary>
    public string? Address
    {
        get => Get("ip");
        init => Set("ip", value);
    }

    /// <summary>Needs an address.</summary>
    public string? Gateway
    {
        get => Get("gw");
        init => Set("gw", value);
    }

    /// <summary><c>auto</c>, <c>dhcp</c>, or an IPv6 address with prefix length.</summary>
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
}
