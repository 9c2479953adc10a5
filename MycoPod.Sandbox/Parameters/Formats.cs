using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Parameters;

/// <summary>Named formats with the server's own error texts.</summary>
internal static partial class Formats
{
    private const string Name = "[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?";

    public static readonly ValueFormat Vmid = Matching(VmidShape(), _ => "value does not look like a valid VM ID");
    public static readonly ValueFormat NodeName = Matching(NodeShape(), _ => "value does not look like a valid node name");
    public static readonly ValueFormat DnsName = Matching(DnsShape(), _ => "value does not look like a valid DNS name");
    public static readonly ValueFormat StorageId = Matching(StorageShape(), id => $"storage ID '{id}' contains illegal characters");
    public static readonly ValueFormat ConfigId = Matching(ConfigShape(), id => $"invalid configuration ID '{id}'");
    public static readonly ValueFormat Tag = Matching(TagShape(), _ => "invalid characters in tag");
    public static readonly ValueFormat Realm = Matching(RealmShape(), _ => "value does not look like a valid realm");
    public static readonly ValueFormat Privilege = Matching(PrivilegeShape(), name => $"invalid privilege '{name}'");
    public static readonly ValueFormat PoolId = Matching(PoolShape(), id => $"pool name '{id}' contains invalid characters");
    public static readonly ValueFormat MacAddress = Matching(MacShape(), _ => "value does not look like a valid unicast MAC address");
    public static readonly ValueFormat VolumeId = Matching(VolumeShape(), id => $"unable to parse volume ID '{id}'");
    public static readonly ValueFormat StartupOrder = Matching(StartupShape(), _ => "unable to parse startup options");
    public static readonly ValueFormat TaskStatus = Matching(TaskStatusShape(), status => $"invalid status '{status}'");
    public static readonly ValueFormat DevicePath = Matching(DeviceShape(), path => $"{path} is not a valid device path");
    public static readonly ValueFormat StoragePair = Matching(StoragePairShape(), pair => $"entry '{pair}' contains invalid ID");
    public static readonly ValueFormat StorageContent = Matching(ContentShape(), type => $"invalid content type '{type}'");
    public static readonly ValueFormat DiskSize = value => DiskSizes.IsValid(value) ? null : $"value does not look like a valid disk size: {value}\n";
    public static readonly ValueFormat Ipv4 = value => IsAddress(value, AddressFamily.InterNetwork) ? null : "value does not look like a valid IPv4 address\n";
    public static readonly ValueFormat Ipv6 = value => IsAddress(value, AddressFamily.InterNetworkV6) ? null : "value does not look like a valid IPv6 address\n";
    public static readonly ValueFormat Cidr = value =>
        IsNetwork(value, AddressFamily.InterNetwork, 32) || IsNetwork(value, AddressFamily.InterNetworkV6, 128) ? null : "value does not look like a valid CIDR network\n";
    public static readonly ValueFormat Ipv4Setting = value =>
        value is "dhcp" or "manual" || IsNetwork(value, AddressFamily.InterNetwork, 32) ? null : "value does not look like a valid ipv4 network configuration\n";
    public static readonly ValueFormat Ipv6Setting = value =>
        value is "auto" or "dhcp" or "manual" || IsNetwork(value, AddressFamily.InterNetworkV6, 128) ? null : "value does not look like a valid ipv6 network configuration\n";

    /// <summary>An address; a link-local one may name its interface after a percent sign.</summary>
    public static readonly ValueFormat NameServer = value =>
        IsAddress(value, AddressFamily.InterNetwork) || IsAddress(value.Split('%')[0], AddressFamily.InterNetworkV6) ? null : $"value does not look like a valid IP address\n";

    public static readonly ValueFormat TimeZone = value =>
        value is "host" or "UTC" || value.Contains('/', StringComparison.Ordinal) ? null : $"invalid time zone '{value}'\n";

    public static readonly ValueFormat MountPointPath = value =>
        value.Split('/').Any(part => part is "." or "..") || value.Contains("//", StringComparison.Ordinal) ? $"{value} contains illegal character sequences\n" : null;

    public static ValueFormat ListOf(ValueFormat entry) => value =>
        ParameterValues.Split(value).Select(part => entry(part)).FirstOrDefault(text => text is not null);

    private static ValueFormat Matching(Regex shape, Func<string, string> complaint) =>
        value => shape.IsMatch(value) ? null : complaint(value) + "\n";

    private static bool IsAddress(string text, AddressFamily family) =>
        IPAddress.TryParse(text, out var address) && address.AddressFamily == family
        && (family != AddressFamily.InterNetwork || text.Count('.') == 3);

    private static bool IsNetwork(string text, AddressFamily family, int bits) =>
        text.Split('/') is [var address, var mask] && IsAddress(address, family)
        && int.TryParse(mask, out var length) && length >= 8 && length <= bits;

    [GeneratedRegex(@"^[1-9][0-9]{2,8}\z")]
    private static partial Regex VmidShape();

    [GeneratedRegex($@"^{Name}\z")]
    private static partial Regex NodeShape();

    [GeneratedRegex($@"^({Name}\.)*{Name}\z")]
    private static partial Regex DnsShape();

    [GeneratedRegex(@"^[a-z][a-z0-9_.-]*[a-z0-9]\z", RegexOptions.IgnoreCase)]
    private static partial Regex StorageShape();

    [GeneratedRegex(@"^[a-z][a-z0-9_-]+\z", RegexOptions.IgnoreCase)]
    private static partial Regex ConfigShape();

    [GeneratedRegex(@"^[a-z0-9_][a-z0-9_.+-]*\z", RegexOptions.IgnoreCase)]
    private static partial Regex TagShape();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9._-]+\z")]
    private static partial Regex RealmShape();

    [GeneratedRegex(@"^[A-Za-z.]+\z")]
    private static partial Regex PrivilegeShape();

    [GeneratedRegex(@"^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+){0,2}\z")]
    private static partial Regex PoolShape();

    [GeneratedRegex(@"^[a-f0-9][02468ace](:[a-f0-9]{2}){5}\z", RegexOptions.IgnoreCase)]
    private static partial Regex MacShape();

    [GeneratedRegex(@"^[a-z][a-z0-9_.-]*[a-z0-9]:.+\z", RegexOptions.IgnoreCase)]
    private static partial Regex VolumeShape();

    [GeneratedRegex(@"^((order=)?\d+|up=\d+|down=\d+)(,(order=)?\d+|,up=\d+|,down=\d+)*\z")]
    private static partial Regex StartupShape();

    [GeneratedRegex(@"^(ok|error|warning|unknown)\z", RegexOptions.IgnoreCase)]
    private static partial Regex TaskStatusShape();

    [GeneratedRegex(@"^/dev/.+\z")]
    private static partial Regex DeviceShape();

    [GeneratedRegex(@"^(1|[a-z][a-z0-9_.-]*[a-z0-9](:[a-z][a-z0-9_.-]*[a-z0-9])?)\z", RegexOptions.IgnoreCase)]
    private static partial Regex StoragePairShape();

    [GeneratedRegex(@"^(images|rootdir|vztmpl|iso|backup|snippets|import|none)\z")]
    private static partial Regex ContentShape();
}
