namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>What a cloud image is told at its first start.</summary>
/// <param name="User">The account it makes; null for the image's own.</param>
/// <param name="SshKeys">Public keys, one a line, or null.</param>
/// <param name="Address"><c>dhcp</c>, or an IPv4 address with prefix length.</param>
/// <param name="Gateway">Null with dhcp.</param>
/// <param name="Dns">DNS servers separated by spaces, or null for the node's.</param>
public sealed record CloudInit(string? User, string? SshKeys, string Address, string? Gateway, string? Dns)
{
    internal IEnumerable<string> Check()
    {
        if (User is not null && !Names.IsUnixUser(User)) yield return $"'{User}' is no user name: small letters, digits, - and _, at most 32.";
        if (SshKeys is not null && SshKeys.Split('\n', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(k => !Names.IsSshKey(k)) is { } bad)
            yield return $"'{(bad.Length > 40 ? bad[..40] + "…" : bad)}' is no public SSH key.";
        if (Address != "dhcp" && !Names.IsIpv4WithPrefix(Address)) yield return $"'{Address}' is no address: dhcp, or an IPv4 address with prefix length, as in 192.168.1.10/24.";
        if (Gateway is not null && !Names.IsIpv4(Gateway)) yield return $"'{Gateway}' is no IPv4 address.";
        if (Dns?.Split(' ').FirstOrDefault(d => !Names.IsIpv4(d)) is { } server) yield return $"'{server}' is no IPv4 address of a DNS server.";
    }
}
