using System.Text.RegularExpressions;

namespace MycoPod.Core.Proxmox.Schema;

/// <summary>Formats that the schema only names (facts, annex C). One that is not here is left to the server.</summary>
internal static class NamedFormats
{
    private const string Label = @"[a-zA-Z0-9]([a-zA-Z0-9\-]*[a-zA-Z0-9])?";
    private const string Domain = $@"({Label}\.)*{Label}";
    private const string StorageId = @"[a-zA-Z][a-zA-Z0-9\-_.]*[a-zA-Z0-9]";
    private const string PoolPart = @"[A-Za-z0-9.\-_]+";
    private const string Realm = @"[A-Za-z][A-Za-z0-9.\-_]+";
    private const string User = $@"[^\s:/]+@{Realm}";
    private const string SdnId = "[a-zA-Z][a-zA-Z0-9]{0,6}[a-zA-Z0-9]";
    private const string Disk = @"(ide[0-3]|sata[0-5]|scsi([0-9]|[12][0-9]|30)|virtio([0-9]|1[0-5])|efidisk0|tpmstate0)";

    private static readonly Dictionary<string, (Regex Pattern, string Noun)> Patterns = new(StringComparer.Ordinal)
    {
        ["pve-vmid"] = (Whole("[1-9][0-9]{2,8}"), "a guest's number, 100 to 999999999"),
        ["pve-node"] = (Whole(Label), "a node's name"),
        ["pve-storage-id"] = (Whole(StorageId), "a storage's name"),
        ["pve-configid"] = (Whole("[a-zA-Z][a-zA-Z0-9_-]+"), "an id: a letter, then letters, digits, - and _"),
        ["pve-bridge-id"] = (Whole(@"[-_.\w]+"), "a bridge's name"),
        ["pve-iface"] = (Whole(@"[a-zA-Z][a-zA-Z0-9_]{1,20}([:.]\d+)?"), "an interface's name"),
        ["dns-name"] = (Whole(Domain), "a DNS name"),
        ["mac-addr"] = (Whole("[a-fA-F0-9][02468aceACE](:[a-fA-F0-9]{2}){5}"), "a unicast hardware address, as in BC:24:11:2C:34:56"),
        ["pve-tag"] = (Whole(@"[a-zA-Z0-9_][a-zA-Z0-9_\-+.]*"), "a tag: letters, digits, _ - + ."),
        ["urlencoded"] = (Whole("[-%a-zA-Z0-9_.!~*'()]*"), "URL-encoded"),
        ["disk-size"] = (Whole(@"\d+(\.\d+)?[KMGT]?"), "a size, as in 32G"),
        ["pve-volume-id"] = (Whole($"{StorageId}:.+"), "a volume, as in local:iso/debian.iso"),
        ["pve-volume-id-or-qm-path"] = (Whole($@"{StorageId}:.+|([^/:\s]+:)?\d+(\.\d+)?|none|cdrom|/.+"), "a volume, as in local-lvm:32"),
        ["pve-volume-id-or-absolute-path"] = (Whole($"{StorageId}:.+|/.+"), "a volume, as in local:import/debian.qcow2"),
        ["pve-poolid"] = (Whole($"{PoolPart}(/{PoolPart}){{0,2}}"), "a pool's name"),
        ["pve-userid"] = (Whole(User), "a user, as in ada@pve"),
        ["pve-tokenid"] = (Whole($"{User}!{Realm}"), "a token, as in ada@pve!agent"),
        ["pve-realm"] = (Whole(Realm), "a realm"),
        ["pve-groupid"] = (Whole(PoolPart), "a group's name"),
        ["pve-roleid"] = (Whole(PoolPart), "a role's name"),
        ["pve-priv"] = (Whole(@"[A-Za-z.]+"), "a privilege"),
        ["pve-sdn-zone-id"] = (Whole(SdnId), "a zone: at most 8 letters and digits"),
        ["pve-sdn-vnet-id"] = (Whole(SdnId), "a virtual network: at most 8 letters and digits"),
        ["pve-storage-content"] = (Whole("images|rootdir|vztmpl|iso|backup|snippets|import|none"), "a kind of content, as in iso"),
        ["pve-qm-bootdisk"] = (Whole(Disk), "a disk, as in scsi0"),
        ["pve-qm-bootdev"] = (Whole($@"{Disk}|(net|usb|hostpci)\d+"), "a device to boot from, as in scsi0"),
        ["pve-hotplug-features"] = (Whole("0|1|(network|disk|cpu|memory|usb|cloudinit)(,(network|disk|cpu|memory|usb|cloudinit))*"), "a list of what to plug while running, as in network,disk,usb"),
        ["pve-lxc-mp-string"] = (Whole(@"(?!(.*/)?\.\.?(/|\z)).+"), "a path or volume without . or .. in it"),
        ["pve-phys-bits"] = (Whole("host|[89]|[1-5][0-9]|6[0-4]"), "host, or 8 to 64"),
        ["storage-pair"] = (Whole($"1|{StorageId}(:{StorageId})?"), "a pair of storages, as in local:local-lvm"),
        ["pve-task-status-type"] = (Whole("(?i)ok|error|warning|unknown"), "one of ok, error, warning, unknown"),
        ["pve-ha-resource-id"] = (Whole(@"(vm|ct):\d+"), "an HA resource, as in vm:100"),
        ["pve-ha-resource-or-vm-id"] = (Whole(@"(vm|ct):\d+|\d+"), "an HA resource, as in vm:100"),
        ["email-or-username"] = (Whole(@"[^\s,;]+"), "a mail address or a user"),
    };

    /// <summary>What is wrong, or null. A list is split at commas, semicolons and white space; of an optional format nothing is right as well.</summary>
    public static string? Problem(string format, string value)
    {
        if (format.EndsWith("-opt", StringComparison.Ordinal)) return value.Length == 0 ? null : Problem(format[..^4], value);
        if (format.EndsWith("-list", StringComparison.Ordinal))
            return value.Split([',', ';', ' ', '\t', '\r', '\n', '\0'], StringSplitOptions.RemoveEmptyEntries).Select(v => Problem(format[..^5], v)).FirstOrDefault(p => p is not null);
        if (Patterns.TryGetValue(format, out var known)) return known.Pattern.IsMatch(value) ? null : $"'{value}' is not {known.Noun}.";
        return AddressFormats.Find(format) is { } address && !address.Holds(value) ? $"'{value}' is not {address.Noun}." : null;
    }

    private static Regex Whole(string pattern) => new($@"\A(?:{pattern})\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
}
