using System.Net;
using System.Net.Sockets;

namespace MycoPod.Core.Proxmox.Schema;

/// <summary>The formats that are about IP addresses (facts, annex C).</summary>
internal static class AddressFormats
{
    private static readonly Dictionary<string, (Func<string, bool> Holds, string Noun)> Formats = new(StringComparer.Ordinal)
    {
        ["ipv4"] = (IsV4, "an IPv4 address"),
        ["ipv6"] = (IsV6, "an IPv6 address"),
        ["ip"] = (IsAddress, "an IP address"),
        ["address"] = (IsAddressOrName, "an IP address or DNS name"),
        ["pve-storage-server"] = (IsAddressOrName, "an IP address or DNS name"),
        ["CIDRv4"] = (IsNetworkV4, "an IPv4 address with prefix length, as in 10.0.0.5/24"),
        ["CIDRv6"] = (IsNetworkV6, "an IPv6 address with prefix length, as in fd00::5/64"),
        ["CIDR"] = (IsNetwork, "an address with prefix length, as in 10.0.0.5/24"),
        ["IPorCIDR"] = (v => IsAddress(v) || IsNetwork(v), "an address, with or without prefix length"),
        ["pve-ipv4-config"] = (v => v is "dhcp" or "manual" || IsNetworkV4(v), "dhcp, manual, or an IPv4 address with prefix length"),
        ["pve-ipv6-config"] = (v => v is "auto" or "dhcp" or "manual" || IsNetworkV6(v), "auto, dhcp, manual, or an IPv6 address with prefix length"),
        ["lxc-ip-with-ll-iface"] = (v => IsAddress(v) || IsV6(v.Split('%')[0]), "an IP address"),
    };

    public static (Func<string, bool> Holds, string Noun)? Find(string format) => Formats.TryGetValue(format, out var known) ? known : null;

    private static bool IsAddress(string value) => IsV4(value) || IsV6(value);

    private static bool IsAddressOrName(string value) => IsAddress(value) || NamedFormats.Problem("dns-name", value) is null;

    private static bool IsNetwork(string value) => IsNetworkV4(value) || IsNetworkV6(value);

    private static bool IsV4(string value) => value.Count(c => c == '.') == 3 && IPAddress.TryParse(value, out var address) && address.AddressFamily == AddressFamily.InterNetwork;

    private static bool IsV6(string value) =>
        !value.AsSpan().ContainsAny("%[]/") && IPAddress.TryParse(value, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;

    private static bool IsNetworkV4(string value) => value.Split('/') is [var address, var length] && IsV4(address) && IsLength(length, 32);

    private static bool IsNetworkV6(string value) => value.Split('/') is [var address, var length] && IsV6(address) && IsLength(length, 128);

    private static bool IsLength(string text, int bits) => text.All(char.IsAsciiDigit) && int.TryParse(text, out var length) && length >= 8 && length <= bits;
}
