using System.Security.Cryptography;
using MycoPod.Sandbox.Parameters;

namespace MycoPod.Sandbox.Guests.Containers;

/// <summary>How the server rewrites option values before it writes them into a configuration.</summary>
internal static class ContainerConfig
{
    public static string Normalize(string name, string value) => ContainerParameters.Option(name)?.Name switch
    {
        "tags" => string.Join(';', ParameterValues.Split(value).Select(tag => tag.ToLowerInvariant()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)),
        "nameserver" or "searchdomain" => string.Join(' ', ParameterValues.Split(value)),
        "net" => Network(value),
        "features" => ContainerKeys.Features.Print(ContainerKeys.Features.Parse(value)),
        _ => value,
    };

    /// <summary>Clones get hardware addresses of their own.</summary>
    public static string WithNewAddress(string network)
    {
        var keys = ContainerKeys.Network.Parse(network);
        keys["hwaddr"] = RandomAddress();
        return ContainerKeys.Network.Print(keys);
    }

    /// <summary>An interface without a hardware address gets one in Proxmox's own range.</summary>
    private static string Network(string value)
    {
        var keys = ContainerKeys.Network.Parse(value);
        keys.TryAdd("hwaddr", RandomAddress());
        keys["hwaddr"] = keys["hwaddr"].ToUpperInvariant();
        keys.TryAdd("type", "veth");
        return ContainerKeys.Network.Print(keys);
    }

    private static string RandomAddress()
    {
        var tail = RandomNumberGenerator.GetBytes(3);
        return $"BC:24:11:{tail[0]:X2}:{tail[1]:X2}:{tail[2]:X2}";
    }
}
