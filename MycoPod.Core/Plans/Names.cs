using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using MycoPod.Core.Inventory;

namespace MycoPod.Core.Plans;

/// <summary>The forms of names and addresses in steps, as the Proxmox VE 8.4 API schema has them (facts, annex C).</summary>
internal static partial class Names
{
    private const int MaxInTitle = 80;

    public static bool IsHostName(string text) => HostName().IsMatch(text);

    public static bool IsStorage(string text) => StorageName().IsMatch(text);

    public static bool IsBridge(string text) => BridgeName().IsMatch(text);

    public static bool IsTemplateVolume(string text) => TemplateVolume().IsMatch(text);

    /// <summary>A volume of that content, as in local:iso/debian-12.iso.</summary>
    public static bool IsVolume(string text, string content) => Volume().Match(text) is { Success: true } match && match.Groups["content"].Value == content;

    /// <summary>A backup on a storage of files or on a backup server.</summary>
    public static bool IsBackup(string text) => Backup().IsMatch(text) && !text.Contains("..", StringComparison.Ordinal);

    [GeneratedRegex(@"\A[a-zA-Z][a-zA-Z0-9\-_.]*[a-zA-Z0-9]:backup/[a-zA-Z0-9_.:+\-/]{1,200}\z")]
    private static partial Regex Backup();

    /// <summary>The file of a volume: debian-12.iso of local:iso/debian-12.iso.</summary>
    public static string FileOf(string volume) => volume[(volume.LastIndexOf('/') + 1)..];

    /// <summary>What a storage may hold.</summary>
    public static bool IsContent(string text) => text is "images" or "rootdir" or "vztmpl" or "iso" or "backup" or "snippets" or "import";

    /// <summary>A file that may be downloaded for a content (facts, annex A1).</summary>
    public static bool IsFile(string content, string name) => FileName().IsMatch(name) && EndingsOf(content).Split(", ").Any(name.EndsWith);

    public static string EndingsOf(string content) => content switch
    {
        "iso" => ".iso, .img",
        "import" => ".qcow2, .raw, .vmdk, .ova",
        _ => ".tar.gz, .tar.xz, .tar.zst",
    };

    public static bool IsWebAddress(string text) =>
        text.Length <= 2000 && Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp) && address.UserInfo.Length == 0;

    [GeneratedRegex(@"\A[a-zA-Z0-9_.\-]{1,255}\z")]
    private static partial Regex FileName();

    /// <summary>A network interface of a node, with the tag of a VLAN (format pve-iface).</summary>
    public static bool IsInterface(string text) => InterfaceName().IsMatch(text);

    /// <summary>A zone or network of the SDN.</summary>
    public static bool IsSdn(string text) => SdnName().IsMatch(text);

    public static bool IsSdnSubnet(string text) => SdnSubnet().IsMatch(text);

    public static bool IsSdnAlias(string text) => SdnAlias().IsMatch(text);

    /// <summary>A security group, alias or IP set.</summary>
    public static bool IsFirewallName(string text) => FirewallName().IsMatch(text);

    /// <summary>Addresses, ports and interfaces of a rule; the server looks closer.</summary>
    public static bool IsFirewallText(string text) => FirewallText().IsMatch(text);

    /// <summary>What a rule is from or to: an address, network, range, alias, or a set as +name.</summary>
    public static bool IsFirewallAddress(string text) => FirewallReference().IsMatch(text)
        || text.Split('-') is [var first, var last] && Addresses.Is(first) && Addresses.Is(last)
        || (text.Split('/') is [var address, .. var length] && Addresses.Is(address) && length is [] or [_] && length.All(l => int.TryParse(l, NumberStyles.None, CultureInfo.InvariantCulture, out var bits) && bits <= (IsIpv4(address) ? 32 : 128)));

    [GeneratedRegex(@"\A(\+((dc|guest|sdn)/)?|((dc|guest)/)?)[A-Za-z][A-Za-z0-9_\-]{1,40}\z")]
    private static partial Regex FirewallReference();

    /// <summary>A tag of a guest (format pve-tag).</summary>
    public static bool IsTag(string text) => Tag().IsMatch(text);

    /// <summary>As in Europe/Vienna, or host for the node's.</summary>
    public static bool IsTimeZone(string text) => TimeZone().IsMatch(text);

    [GeneratedRegex(@"\A[a-zA-Z0-9_][a-zA-Z0-9_\-+.]{0,100}\z")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\A(host|UTC|(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)(/[A-Za-z0-9_+\-]{1,30}){1,2})\z")]
    private static partial Regex TimeZone();

    /// <summary>A type of a file system, as in nfs.</summary>
    public static bool IsFileSystem(string text) => FileSystem().IsMatch(text);

    [GeneratedRegex(@"\A[a-zA-Z0-9_]{1,40}\z")]
    private static partial Regex FileSystem();

    public static bool IsWord(string text) => Word().IsMatch(text);

    [GeneratedRegex(@"\A[a-zA-Z][a-zA-Z0-9_]{1,20}([:.]\d{1,4})?\z", RegexOptions.ECMAScript)]
    private static partial Regex InterfaceName();

    [GeneratedRegex(@"\A[a-z][a-z0-9]{1,7}\z", RegexOptions.IgnoreCase)]
    private static partial Regex SdnName();

    [GeneratedRegex(@"\A[a-z][a-z0-9]{1,7}-[0-9.]{7,15}-[0-9]{1,2}\z", RegexOptions.IgnoreCase)]
    private static partial Regex SdnSubnet();

    [GeneratedRegex(@"\A[()\-_.\w ]{1,256}\z", RegexOptions.ECMAScript)]
    private static partial Regex SdnAlias();

    [GeneratedRegex(@"\A[a-zA-Z][a-zA-Z0-9\-_]{1,17}\z")]
    private static partial Regex FirewallName();

    [GeneratedRegex(@"\A[a-zA-Z0-9+/.,:\-_]{1,200}\z")]
    private static partial Regex FirewallText();

    [GeneratedRegex(@"\A[a-zA-Z0-9\-]{1,40}\z")]
    private static partial Regex Word();

    public static bool IsUserId(string text) => UserId().IsMatch(text);

    public static bool IsTokenId(string text) => TokenId().IsMatch(text);

    /// <summary>A group of users or a role.</summary>
    public static bool IsAccessName(string text) => AccessName().IsMatch(text);

    public static bool IsPrivilege(string text) => Privilege().IsMatch(text);

    public static bool IsAccessPath(string text) => AccessPath().IsMatch(text);

    public static bool IsEmail(string text) => Email().IsMatch(text);

    public static bool IsPool(string text) => Pool().IsMatch(text);

    /// <summary>An id that somebody chooses (format pve-configid).</summary>
    public static bool IsConfigId(string text) => ConfigId().IsMatch(text);

    public static bool IsJobId(string text) => JobId().IsMatch(text);

    public static bool IsReplicationId(string text) => ReplicationId().IsMatch(text);

    /// <summary>A calendar event; the server looks closer.</summary>
    public static bool IsSchedule(string text) => Schedule().IsMatch(text);

    public static bool IsKeeping(string text) => Keeping().IsMatch(text);

    [GeneratedRegex(@"\A[^\s:/!@]{1,55}@[A-Za-z][A-Za-z0-9.\-_]{1,31}\z")]
    private static partial Regex UserId();

    [GeneratedRegex(@"\A[^\s:/!@]{1,55}@[A-Za-z][A-Za-z0-9.\-_]{1,31}![A-Za-z][A-Za-z0-9.\-_]{1,63}\z")]
    private static partial Regex TokenId();

    [GeneratedRegex(@"\A[A-Za-z0-9.\-_]{1,100}\z")]
    private static partial Regex AccessName();

    [GeneratedRegex(@"\A[A-Z][A-Za-z]+(\.[A-Z][A-Za-z]+){1,2}\z")]
    private static partial Regex Privilege();

    [GeneratedRegex(@"\A/([a-zA-Z0-9.\-_]+(/[a-zA-Z0-9.\-_]+)*)?\z")]
    private static partial Regex AccessPath();

    [GeneratedRegex(@"\A[^\s@,;<>\x00-\x1f]{1,64}@[a-zA-Z0-9.\-]{1,190}\z")]
    private static partial Regex Email();

    [GeneratedRegex(@"\A[A-Za-z0-9.\-_]{1,60}(/[A-Za-z0-9.\-_]{1,60}){0,2}\z")]
    private static partial Regex Pool();

    [GeneratedRegex(@"\A[a-zA-Z][a-zA-Z0-9_\-]{1,60}\z")]
    private static partial Regex ConfigId();

    [GeneratedRegex(@"\A[a-zA-Z0-9][a-zA-Z0-9_\-]{1,60}\z")]
    private static partial Regex JobId();

    [GeneratedRegex(@"\A[1-9][0-9]{2,8}-\d{1,9}\z", RegexOptions.ECMAScript)]
    private static partial Regex ReplicationId();

    [GeneratedRegex(@"\A(?=.{1,128}\z)((minute|hour|dai|week|month|year|annual|quarter|semiannual|semi-annual)ly|(?=\S)((mon|tue|wed|thu|fri|sat|sun)([,\-]|\.\.)?)*((?<=[a-z]) )?([0-9*,./]+-[0-9*,./]+(-[0-9*,./]+)? ?)?((\*|[0-9]{1,2}|\*?/[0-9]+)[,./0-9*]*(:[0-9*,./]+){0,2})?(?<=[a-z0-9*]))\z")]
    private static partial Regex Schedule();

    [GeneratedRegex(@"\Akeep-(all=1|(last|hourly|daily|weekly|monthly|yearly)=\d{1,6}(,keep-(last|hourly|daily|weekly|monthly|yearly)=\d{1,6})*)\z", RegexOptions.ECMAScript)]
    private static partial Regex Keeping();

    /// <summary>The hardware address in a network card's properties, or null.</summary>
    public static string? MacOf(string properties) => Mac().Match(properties) is { Success: true } match ? match.Value.ToUpperInvariant() : null;

    /// <summary>Any text as part of a title: on one line, and not too long.</summary>
    public static string OneLine(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= MaxInTitle ? line : $"{line[..MaxInTitle]}…";
    }

    [GeneratedRegex("([0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}")]
    private static partial Regex Mac();

    public static bool IsContainerOsType(string text) =>
        text is "debian" or "devuan" or "ubuntu" or "centos" or "fedora" or "opensuse" or "archlinux" or "alpine" or "gentoo" or "nixos" or "unmanaged";

    public static bool IsOsType(string text) => text is "other" or "wxp" or "w2k" or "w2k3" or "w2k8" or "wvista" or "win7" or "win8" or "win10" or "win11" or "l24" or "l26" or "solaris";

    public static bool IsUnixUser(string text) => UnixUser().IsMatch(text);

    public static bool IsSshKey(string line) => SshKey().IsMatch(line.TrimEnd('\r'));

    public static bool IsIpv4(string text) => Ipv4().IsMatch(text) && IPAddress.TryParse(text, out _);

    [GeneratedRegex(@"\A[a-zA-Z][a-zA-Z0-9\-_.]*[a-zA-Z0-9]:(?<content>[a-z]+)/[a-zA-Z0-9_.+\-]+\z")]
    private static partial Regex Volume();

    [GeneratedRegex(@"\A[a-z_][a-z0-9_\-]{0,31}\z")]
    private static partial Regex UnixUser();

    [GeneratedRegex(@"\A(ssh-(rsa|ed25519|dss)|ecdsa-sha2-nistp(256|384|521)|sk-(ssh-ed25519|ecdsa-sha2-nistp256)@openssh\.com) [A-Za-z0-9+/]+={0,3}( [^\x00-\x1f]*)?\z")]
    private static partial Regex SshKey();

    /// <summary>An IPv4 address, with or without a port, as in 192.168.1.10:2222.</summary>
    public static bool IsSshAddress(string text) => text.Split(':') switch
    {
        [var address] => IsIpv4(address),
        [var address, var port] => IsIpv4(address) && Port().IsMatch(port) && int.Parse(port) <= ushort.MaxValue,
        _ => false,
    };

    [GeneratedRegex(@"\A[1-9]\d{0,4}\z", RegexOptions.ECMAScript)]
    private static partial Regex Port();

    /// <summary>As in 192.168.1.10/24; prefix lengths 8 to 32.</summary>
    public static bool IsIpv4WithPrefix(string text)
    {
        var parts = text.Split('/');
        return parts.Length == 2
            && IsIpv4(parts[0])
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var prefix)
            && prefix is >= 8 and <= 32;
    }

    public static bool IsSnapshot(string text) => text is not ("current" or "pending" or "vzdump") && SnapshotName().IsMatch(text);

    /// <summary>The place of a disk: rootfs and mp0 to mp255, or scsi0 to scsi30, virtio0 to virtio15, sata0 to sata5 and ide0 to ide3.</summary>
    public static bool IsDisk(GuestKind kind, string text) => (kind == GuestKind.Ct ? ContainerDisk() : MachineDisk()).IsMatch(text);

    public static bool IsUnusedDisk(string text) => UnusedDisk().IsMatch(text);

    public static bool IsMountPoint(string? text) => text is not null && MountPoint().IsMatch(text) && !text.Split('/').Contains("..");

    [GeneratedRegex(@"\A(rootfs|mp(\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5]))\z", RegexOptions.ECMAScript)]
    private static partial Regex ContainerDisk();

    [GeneratedRegex(@"\A(scsi(\d|[12]\d|30)|virtio(\d|1[0-5])|sata[0-5]|ide[0-3])\z", RegexOptions.ECMAScript)]
    private static partial Regex MachineDisk();

    [GeneratedRegex(@"\Aunused(\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])\z", RegexOptions.ECMAScript)]
    private static partial Regex UnusedDisk();

    [GeneratedRegex(@"\A/[^\s,=\x00-\x1f]+\z")]
    private static partial Regex MountPoint();

    [GeneratedRegex(@"\A[a-zA-Z][a-zA-Z0-9_\-]{1,39}\z")]
    private static partial Regex SnapshotName();

    [GeneratedRegex(@"\A[a-zA-Z0-9]([a-zA-Z0-9\-]{0,61}[a-zA-Z0-9])?\z")]
    private static partial Regex HostName();

    [GeneratedRegex(@"\A[a-zA-Z][a-zA-Z0-9\-_.]*[a-zA-Z0-9]:vztmpl/[a-zA-Z0-9_.+\-]+\z")]
    private static partial Regex TemplateVolume();

    [GeneratedRegex(@"\A[a-zA-Z][a-zA-Z0-9\-_.]*[a-zA-Z0-9]\z")]
    private static partial Regex StorageName();

    [GeneratedRegex(@"\A[\-_.\w]{1,15}\z", RegexOptions.ECMAScript)]
    private static partial Regex BridgeName();

    [GeneratedRegex(@"\A\d{1,3}(\.\d{1,3}){3}\z", RegexOptions.ECMAScript)]
    private static partial Regex Ipv4();
}
