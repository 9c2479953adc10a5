using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using MycoPod.Sandbox.Parameters;

namespace MycoPod.Sandbox.Schema;

/// <summary>Named formats of storages, accounts, networks, HA, jobs and the firewall, with the server's own error texts.</summary>
internal static partial class ClusterFormats
{
    public static readonly ValueFormat StoragePath = Matching(PathShape(), _ => "value does not look like a valid absolute path");
    public static readonly ValueFormat VolumeGroup = Matching(VolumeGroupShape(), name => $"lvm name '{name}' contains illegal characters");
    public static readonly ValueFormat MountOptions = Matching(WordShape(), _ => "unable to parse storage options");
    public static readonly ValueFormat DirectoryOverride = Matching(OverrideShape(), value => $"unable to parse directory override '{value}'");
    public static readonly ValueFormat UserId = Matching(UserShape(), _ => "value does not look like a valid user name");
    public static readonly ValueFormat GroupId = Matching(NameShape(), name => $"group name '{name}' contains invalid characters");
    public static readonly ValueFormat RoleId = Matching(NameShape(), name => $"role name '{name}' contains invalid characters");
    public static readonly ValueFormat TokenId = Matching(TokenShape(), id => $"'{id}' is not a valid token ID - not able to split into user and token parts");
    public static readonly ValueFormat Email = Matching(EmailShape(), _ => "value does not look like a valid email address");
    public static readonly ValueFormat EmailOrUser = value => Email(value) is null || UserId(value) is null
        ? null
        : "value does not look like a valid email address or user name\n";
    public static readonly ValueFormat Interface = Matching(InterfaceShape(), name => $"invalid network interface name '{name}'");
    public static readonly ValueFormat MacPrefix = Matching(MacPrefixShape(), _ => "value is not a valid unicast MAC address prefix");
    public static readonly ValueFormat ZoneId = value => Short(value) ?? Matching(NetworkNameShape(), id => $"zone ID '{id}' contains illegal characters")(value);
    public static readonly ValueFormat VnetId = value => Short(value) ?? Matching(NetworkNameShape(), id => $"vnet ID '{id}' contains illegal characters")(value);
    public static readonly ValueFormat RouteTarget = Matching(RouteTargetShape(), target => $"route target '{target}' is not valid");
    public static readonly ValueFormat HaResourceId = Matching(HaResourceShape(), _ => "value does not look like a valid ha resource id");
    public static readonly ValueFormat HaGroupNode = Matching(HaNodeShape(), _ => "value does not look like a valid ha group node");
    public static readonly ValueFormat ReplicationId = Matching(ReplicationShape(), id => $"replication job id '{id}' is not valid");
    public static readonly ValueFormat DayOfWeek = Matching(DayShape(), day => $"invalid day '{day}'");
    public static readonly ValueFormat CalendarEvent = value => CalendarEvents.IsValid(value) ? null : $"unable to parse calendar event '{value}'\n";
    public static readonly ValueFormat ConntrackHelper = value =>
        ParameterValues.Split(value).FirstOrDefault(name => !HelperShape().IsMatch(name)) is { } wrong ? $"invalid helper '{wrong}'\n" : null;

    public static readonly ValueFormat CidrV4 = value => IsNetwork(value, AddressFamily.InterNetwork, 8, 32) ? null : "value does not look like a valid IPv4 network\n";
    public static readonly ValueFormat CidrV6 = value => IsNetwork(value, AddressFamily.InterNetworkV6, 8, 128) ? null : "value does not look like a valid IPv6 network\n";
    public static readonly ValueFormat Netmask = value => IsNetmask(value) ? null : "value does not look like a valid IP netmask\n";
    public static readonly ValueFormat Address = value => IsAddress(value) ? null : "value does not look like a valid IP address\n";
    public static readonly ValueFormat AddressOrNetwork = value => IsAddress(value) || IsNetwork(value) ? null : "value does not look like a valid IP address or CIDR network\n";
    public static readonly ValueFormat AddressNetworkOrAlias = value =>
        AliasShape().IsMatch(value) || IsAddress(value) || IsNetwork(value) ? null : "value does not look like a valid IP address, CIDR network or alias\n";

    public static readonly ValueFormat SubnetId = value => SubnetShape().IsMatch(value) || IsNetwork(value) ? null : "value does not look like a valid CIDR network\n";

    public static readonly ValueFormat Server = value => IsAddress(value) || Formats.DnsName(value) is null ? null : "value does not look like a valid server name or IP address\n";

    public static readonly ValueFormat Portal = value =>
        Server(value) is null || (value.LastIndexOf(':') is > 0 and var colon && Server(value[..colon].Trim('[', ']')) is null && int.TryParse(value[(colon + 1)..], out _))
            ? null
            : "value does not look like a valid portal address\n";

    public static readonly ValueFormat VlanRange = value =>
        value.Split('-') is [var first, .. var rest] && rest.Length < 2 && IsVlan(first) && rest.All(last => IsVlan(last) && int.Parse(first) <= int.Parse(last))
            ? null
            : "VLAN ID must be between 2 and 4094\n";

    public static readonly ValueFormat FirewallAddress = value =>
        value.Split(',').Select(part => part.Trim()).FirstOrDefault(part => !IsFirewallAddress(part)) is { } wrong ? $"invalid address '{wrong}'\n" : null;

    public static readonly ValueFormat FirewallPorts = value =>
        value.Split(',').Select(part => part.Trim()).FirstOrDefault(part => !IsPorts(part)) is { } wrong ? $"invalid port '{wrong}'\n" : null;

    public static readonly ValueFormat FirewallProtocol = Matching(ProtocolShape(), name => $"unknown protocol {name}");
    public static readonly ValueFormat FirewallIcmp = Matching(IcmpShape(), type => $"unknown icmp-type '{type}'");

    public static bool IsAddress(string text) =>
        IPAddress.TryParse(text, out var address) && (address.AddressFamily == AddressFamily.InterNetworkV6 || text.Count('.') == 3);

    public static bool IsNetwork(string text) => IsNetwork(text, AddressFamily.InterNetwork, 0, 32) || IsNetwork(text, AddressFamily.InterNetworkV6, 0, 128);

    private static bool IsNetwork(string text, AddressFamily family, int least, int most) =>
        text.Split('/') is [var address, var mask] && IsAddress(address) && IPAddress.Parse(address).AddressFamily == family
        && int.TryParse(mask, out var bits) && bits >= least && bits <= most;

    private static bool IsNetmask(string text)
    {
        if (int.TryParse(text, out var bits))
            return bits is >= 8 and <= 32;
        if (!IsAddress(text) || IPAddress.Parse(text).GetAddressBytes() is not { Length: 4 } bytes)
            return false;
        var mask = (uint)((bytes[0] << 24) | (bytes[1] << 16) | (bytes[2] << 8) | bytes[3]);
        return (~mask & (~mask + 1)) == 0;
    }

    private static bool IsVlan(string text) => int.TryParse(text, out var tag) && tag is >= 2 and <= 4094;

    private static bool IsFirewallAddress(string text) =>
        SetShape().IsMatch(text) || AliasShape().IsMatch(text) || IsAddress(text) || IsNetwork(text)
        || (text.Split('-') is [var first, var last] && IsAddress(first) && IsAddress(last));

    private static bool IsPorts(string text) =>
        ServiceShape().IsMatch(text)
        || (text.Split(':') is [var first, .. var rest] && rest.Length < 2 && ushort.TryParse(first, out _) && rest.All(last => ushort.TryParse(last, out _)));

    private static string? Short(string id) => id.Length > 8 ? $"ID '{id}' can't be more length than 8 characters\n" : null;

    private static ValueFormat Matching(Regex shape, Func<string, string> complaint) =>
        value => shape.IsMatch(value) ? null : complaint(value) + "\n";

    [GeneratedRegex(@"^/[^;()]+\z")]
    private static partial Regex PathShape();

    [GeneratedRegex(@"^[a-z0-9][a-z0-9_.-]*[a-z0-9]\z", RegexOptions.IgnoreCase)]
    private static partial Regex VolumeGroupShape();

    [GeneratedRegex(@"^\S+\z")]
    private static partial Regex WordShape();

    [GeneratedRegex(@"^(iso|vztmpl|backup|snippets|images|rootdir|import)=/?[^/].*\z")]
    private static partial Regex OverrideShape();

    [GeneratedRegex(@"^[^\s:/]+@[A-Za-z][A-Za-z0-9._-]+\z")]
    private static partial Regex UserShape();

    [GeneratedRegex(@"^[A-Za-z0-9._-]+\z")]
    private static partial Regex NameShape();

    [GeneratedRegex(@"^[^\s:/]+@[A-Za-z][A-Za-z0-9._-]+![A-Za-z][A-Za-z0-9._-]+\z")]
    private static partial Regex TokenShape();

    [GeneratedRegex(@"^(|[\w+~-]+(\.[\w+~-]+)*@[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)*)\z")]
    private static partial Regex EmailShape();

    [GeneratedRegex(@"^[a-z][a-z0-9_]{1,20}([:.]\d+)?\z", RegexOptions.IgnoreCase)]
    private static partial Regex InterfaceShape();

    [GeneratedRegex(@"^[a-f0-9][02468ace](:[a-f0-9]{2}){0,2}:?\z", RegexOptions.IgnoreCase)]
    private static partial Regex MacPrefixShape();

    [GeneratedRegex(@"^[a-z][a-z0-9]*[a-z0-9]\z", RegexOptions.IgnoreCase)]
    private static partial Regex NetworkNameShape();

    [GeneratedRegex(@"^\d+:\d+\z")]
    private static partial Regex RouteTargetShape();

    [GeneratedRegex(@"^([a-z]{2,}:[a-z0-9._-]+|[1-9][0-9]{2,8})\z", RegexOptions.IgnoreCase)]
    private static partial Regex HaResourceShape();

    [GeneratedRegex(@"^[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?(:\d+)?\z")]
    private static partial Regex HaNodeShape();

    [GeneratedRegex(@"^[1-9][0-9]{2,8}-\d{1,9}\z")]
    private static partial Regex ReplicationShape();

    [GeneratedRegex(@"^(mon|tue|wed|thu|fri|sat|sun)\z")]
    private static partial Regex DayShape();

    [GeneratedRegex(@"^(amanda|ftp|irc|netbios-ns|pptp|sane|sip|snmp|tftp)\z")]
    private static partial Regex HelperShape();

    [GeneratedRegex(@"^((dc|guest)/)?[A-Za-z][A-Za-z0-9_-]+\z")]
    private static partial Regex AliasShape();

    [GeneratedRegex(@"^\+((dc|guest|sdn)/)?[A-Za-z][A-Za-z0-9_-]+\z")]
    private static partial Regex SetShape();

    [GeneratedRegex(@"^[a-z][a-z0-9-]+\z", RegexOptions.IgnoreCase)]
    private static partial Regex ServiceShape();

    [GeneratedRegex(@"^(\d{1,3}|all|ah|esp|gre|icmp|icmpv6|igmp|ipv6-icmp|ospf|pim|sctp|tcp|udp|udplite|vrrp)\z")]
    private static partial Regex ProtocolShape();

    [GeneratedRegex(@"^(\d{1,3}|any|[a-z][a-z-]+)\z")]
    private static partial Regex IcmpShape();

    [GeneratedRegex(@"^[a-z][a-z0-9]*-[0-9a-f.:]+-\d{1,3}\z", RegexOptions.IgnoreCase)]
    private static partial Regex SubnetShape();
}
