using System.Net;
using System.Text.RegularExpressions;
using MycoPod.Core.Inventory;

namespace MycoPod.Core.Plans;

/// <summary>The forms of names and addresses in steps, as the Proxmox VE 8.4 API schema has them (facts, annex C).</summary>
internal static partial class Names
{
    public static bool IsHostName(string text) => HostName().IsMatch(text);

    public static bool IsStorage(string text) => StorageName().IsMatch(text);

    public static bool IsBridge(string text) => BridgeName().IsMatch(text);

    public static bool IsTemplateVolume(string text) => TemplateVolume().IsMatch(text);

    /// <summary>A volume of that content, as in local:iso/debian-12.iso.</summary>
    public static bool IsVolume(string text, string content) => Volume().Match(text) is { Success: true } match && match.Groups["content"].Value == content;

    /// <summary>The file of a volume: debian-12.iso of local:iso/debian-12.iso.</summary>
    public static string FileOf(string volume) => volume[(volume.LastIndexOf('/') + 1)..];

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

    /// <summary>As in 192.168.1.10/24; prefix lengths 8 to 32.</summary>
    public static bool IsIpv4WithPrefix(string text)
    {
        var parts = text.Split('/');
        return parts.Length == 2
            && IsIpv4(parts[0])
            && int.TryParse(parts[1], out var prefix)
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
