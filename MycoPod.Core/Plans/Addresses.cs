using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace MycoPod.Core.Plans;

/// <summary>The forms of addresses in steps, as the Proxmox VE 8.4 API schema has them (facts, annex C).</summary>
internal static partial class Addresses
{
    private const string Form4 = "dhcp, or an IPv4 address with prefix length, as in 192.168.1.10/24";
    private const string Form6 = "auto, dhcp, or an IPv6 address with prefix length, as in fd00::10/64";

    /// <summary>Without a zone, as in fd00::1.</summary>
    public static bool IsIpv6(string text) =>
        Ipv6().IsMatch(text) && IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;

    /// <summary>As in fd00::10/64; prefix lengths 8 to 128.</summary>
    public static bool IsIpv6WithPrefix(string text) =>
        text.Split('/') is [var address, var length] && IsIpv6(address) && int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) && prefix is >= 8 and <= 128;

    public static bool Is(string text) => Names.IsIpv4(text) || IsIpv6(text);

    /// <summary>Of one card: the second digit is even (format mac-addr).</summary>
    public static bool IsMac(string text) => Mac().IsMatch(text);

    /// <summary>What is wrong with the addresses of one network card; null is none.</summary>
    public static IEnumerable<string> Check(string? address, string? gateway, string? addressV6, string? gatewayV6)
    {
        if (address is not (null or "dhcp") && !Names.IsIpv4WithPrefix(address)) yield return $"'{address}' is no address: {Form4}.";
        if (gateway is not null && !Names.IsIpv4(gateway)) yield return $"'{gateway}' is no IPv4 address of a gateway.";
        if (gateway is not null && address is (null or "dhcp")) yield return $"The gateway {gateway} needs a fixed IPv4 address beside it.";
        if (addressV6 is not (null or "auto" or "dhcp") && !IsIpv6WithPrefix(addressV6)) yield return $"'{addressV6}' is no address: {Form6}.";
        if (gatewayV6 is not null && !IsIpv6(gatewayV6)) yield return $"'{gatewayV6}' is no IPv6 address of a gateway.";
        if (gatewayV6 is not null && addressV6 is (null or "auto" or "dhcp")) yield return $"The gateway {gatewayV6} needs a fixed IPv6 address beside it.";
    }

    /// <summary>What is wrong with DNS servers, separated by spaces, and with a search domain.</summary>
    public static IEnumerable<string> CheckDns(string? servers, string? searchDomain)
    {
        if (servers?.Split(' ').FirstOrDefault(d => !Is(d)) is { } server) yield return $"'{server}' is no address of a DNS server.";
        if (searchDomain is not null && !Domain().IsMatch(searchDomain)) yield return $"'{searchDomain}' is no domain, as in home.arpa.";
    }

    [GeneratedRegex(@"\A[0-9a-fA-F:.]{2,45}\z")]
    private static partial Regex Ipv6();

    [GeneratedRegex(@"\A[0-9a-fA-F][02468aceACE](:[0-9a-fA-F]{2}){5}\z")]
    private static partial Regex Mac();

    [GeneratedRegex(@"\A[a-zA-Z0-9]([a-zA-Z0-9\-]{0,61}[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9\-]{0,61}[a-zA-Z0-9])?){0,10}\z")]
    private static partial Regex Domain();
}
