using System.Globalization;
using System.Text.RegularExpressions;
using MycoPod.Core.Inventory;

namespace MycoPod.Core.Plans.Fields;

/// <summary>What values the settings of guests take, as the Proxmox VE 8.4 API schema has them (facts, annex C).</summary>
internal static class SettingValue
{
    private const string Bit = "[01]";
    private const string Whole = @"\d{1,9}";
    private const string Label = "[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";
    private const string Mac = "[0-9a-fA-F][02468aceACE](:[0-9a-fA-F]{2}){5}";
    private const string Ip4 = @"\d{1,3}(\.\d{1,3}){3}";
    private const string Net4 = $@"{Ip4}/(8|9|[12]\d|3[0-2])";
    private const string Ip6 = "[0-9a-fA-F:]{2,39}";
    private const string Net6 = $@"{Ip6}/([89]|[1-9]\d|1[01]\d|12[0-8])";
    private const string Bridge = @"[-_.\w]{1,15}";
    private const string Rate = @"\d{1,6}(\.\d{1,6})?";
    private const string Vlan = @"([1-9]\d{0,2}|[1-3]\d{3}|40[0-8]\d|409[0-4])";
    private const string Model = "(e1000|e1000-82540em|e1000-82544gc|e1000-82545em|e1000e|i82551|i82557b|i82559er|ne2k_isa|ne2k_pci|pcnet|rtl8139|virtio|vmxnet3)";
    private const string Device = @"(scsi\d{1,2}|virtio\d{1,2}|sata[0-5]|ide[0-3]|net\d{1,2}|usb\d{1,2}|hostpci\d{1,2})";
    private const string PcMachine = @"(pc|q35|pc-(i440fx|q35)-\d{1,2}(\.\d{1,2}){1,2}(\+pve\d{1,2})?)";

    private static readonly Regex Disk = List(
        @"[a-zA-Z][-_.a-zA-Z0-9]*:[-_./a-zA-Z0-9]+", @"size=\d{1,9}[KMGT]?", "discard=(on|ignore)", $"(ssd|iothread|backup|replicate|ro|shared|detect_zeroes)={Bit}", "cache=(none|writethrough|writeback|directsync|unsafe)", "aio=(native|threads|io_uring)",
        "format=(raw|qcow2|vmdk)", "(serial|wwn|product|vendor)=[-%_.a-zA-Z0-9]{1,120}", $"(queues|iops|iops_rd|iops_wr|mbps|mbps_rd|mbps_wr)(_max|_max_length)?={Rate}");

    private static readonly Dictionary<string, Regex> Shapes = new(StringComparer.Ordinal)
    {
        ["cpu"] = List("(cputype=)?[a-zA-Z0-9][a-zA-Z0-9-]{0,40}(-v[0-9])?", @"flags=[+-][a-zA-Z0-9-]{1,30}(;[+-][a-zA-Z0-9-]{1,30})*", $"hidden={Bit}"),
        ["startup"] = List($"(order=)?{Whole}", $"(up|down)={Whole}"),
        ["features"] = List($"(nesting|keyctl|fuse|mknod|force_rw_sys)={Bit}", "mount=[a-zA-Z0-9_]+(;[a-zA-Z0-9_]+)*"),
        ["boot"] = Of($"order={Device}(;{Device})*"),
        ["agent"] = List($"(enabled=)?{Bit}", $"(freeze-fs-on-backup|fstrim_cloned_disks)={Bit}", "type=(virtio|isa)"),
        ["bios"] = Of("seabios|ovmf"),
        ["machine"] = List($"(type=)?{PcMachine}", $"(enable-s3|enable-s4)={Bit}", "viommu=(intel|virtio)"),
        ["vga"] = List("(type=)?(cirrus|none|qxl[234]?|serial[0-3]|std|virtio|virtio-gl|vmware)", @"memory=([4-9]|[1-9]\d|[1-4]\d\d|50\d|51[0-2])", "clipboard=vnc"),
        ["serial"] = Of("socket"),
        ["scsihw"] = Of("lsi|lsi53c810|virtio-scsi-pci|virtio-scsi-single|megasas|pvscsi"),
        ["hotplug"] = Of("[01]|(network|disk|cpu|memory|usb|cloudinit)(,(network|disk|cpu|memory|usb|cloudinit))*"),
        ["rng"] = List("(source=)?/dev/(urandom|random|hwrng)", $"(max_bytes|period)={Whole}"),
        ["watchdog"] = List("(model=)?(i6300esb|ib700)", "action=(reset|shutdown|poweroff|pause|debug|none)"),
        ["sshkeys"] = Of(@"[-%a-zA-Z0-9_.!~*'()]+"),
        ["scsi"] = Disk,
        ["virtio"] = Disk,
        ["sata"] = Disk,
        ["ipconfig"] = List($"ip=(dhcp|{Net4})", $"gw={Ip4}", $"ip6=(auto|dhcp|{Net6})", $"gw6={Ip6}"),
    };

    private static readonly Regex HostName = Of($@"{Label}(\.{Label})*");

    private static readonly Regex MachineCard = List(
        $"(model=)?{Model}", $"{Model}={Mac}", $"macaddr={Mac}", $"bridge={Bridge}", $"(firewall|link_down)={Bit}", $"tag={Vlan}", $"trunks={Whole}(-{Whole})?(;{Whole}(-{Whole})?)*", $"rate={Rate}", @"mtu=(1|[6-9]\d|[1-9]\d{2,3}|[1-5]\d{4}|6[0-4]\d{3})", @"queues=([0-9]|[1-5]\d|6[0-4])");

    private static readonly Regex ContainerCard = List(
        "name=[-_.a-zA-Z0-9]{2,15}", $"hwaddr={Mac}", $"bridge={Bridge}", $"(firewall|link_down)={Bit}", $"tag={Vlan}", $"trunks={Whole}(;{Whole})*", $"rate={Rate}", @"mtu=(6[4-9]|[7-9]\d|[1-9]\d{2,3}|[1-5]\d{4}|6[0-4]\d{3})", "type=veth",
        $"ip=(dhcp|manual|{Net4})", $"gw={Ip4}", $"ip6=(auto|dhcp|manual|{Net6})", $"gw6={Ip6}");

    public static bool IsRight(GuestKind kind, string name, string value)
    {
        var stem = name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        var isCt = kind == GuestKind.Ct;
        return stem switch
        {
            "numa" or "onboot" or "protection" or "tablet" or "acpi" or "kvm" or "localtime" or "ciupgrade" => value is "0" or "1",
            "cores" or "sockets" or "vcpus" => IsWhole(value, 1, 8192),
            "cpulimit" => decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var limit) && limit <= (isCt ? 8192 : 128),
            "cpuunits" => IsWhole(value, isCt ? 0 : 1, isCt ? 500_000 : 262_144),
            "memory" => IsWhole(value, 16, int.MaxValue),
            "balloon" or "swap" => IsWhole(value, 0, int.MaxValue),
            "name" or "hostname" => value.Length <= 255 && HostName.IsMatch(value),
            "description" => value.Length <= 8192,
            "tags" => value.Split(',', ';', ' ').Where(t => t.Length > 0).All(Names.IsTag),
            "ostype" => isCt ? Names.IsContainerOsType(value) : Names.IsOsType(value),
            "nameserver" => value.Split(',', ';', ' ').Where(a => a.Length > 0).All(Addresses.Is),
            "searchdomain" => !Addresses.CheckDns(servers: null, value).Any(),
            "timezone" => Names.IsTimeZone(value),
            "ciuser" => Names.IsUnixUser(value),
            "ide" => value is "none,media=cdrom" || (value.Split(',') is [var volume, "media=cdrom"] && Names.IsVolume(volume, "iso")),
            "net" => OnceEach(value) && (isCt ? ContainerCard : MachineCard).IsMatch(value) && (!isCt || value.Contains("name=", StringComparison.Ordinal)),
            _ => !Shapes.TryGetValue(stem, out var shape) || (OnceEach(value) && shape.IsMatch(value)),
        };
    }

    private static bool IsWhole(string value, int least, int most) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most;

    private static bool OnceEach(string properties) => FieldComparison.Keys(properties).ToList() is var keys && keys.Distinct(StringComparer.Ordinal).Count() == keys.Count;

    private static Regex List(params string[] parts) => Of($"({string.Join('|', parts)})(,({string.Join('|', parts)}))*");

    private static Regex Of(string pattern) => new($@"\A(?:{pattern})\z", RegexOptions.ECMAScript, TimeSpan.FromSeconds(30));
}
