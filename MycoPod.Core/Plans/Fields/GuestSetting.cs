using System.Globalization;
using System.Text.RegularExpressions;
using MycoPod.Core.Inventory;

namespace MycoPod.Core.Plans.Fields;

/// <summary>
/// A setting of a guest that a plan may change by itself. Of a disk that is only how it is attached: its size and place, locks
/// and templates have steps of their own; what only root@pam may set (facts, annex D) is not here.
/// </summary>
/// <param name="Says">A value as people read it.</param>
/// <param name="Privilege">What changing it asks for, on the guest.</param>
public sealed record GuestSetting(string Noun, FieldShape Shape, Func<string, string> Says, string Privilege)
{
    private static readonly (Regex Name, GuestKind? Kind, GuestSetting Setting)[] Known =
    [
        Of("cores", "VM.Config.CPU", null, "cores"),
        Of("sockets", "VM.Config.CPU", GuestKind.Vm, "sockets"),
        Of("vcpus", "VM.Config.CPU", GuestKind.Vm, "virtual CPUs"),
        Of("cpu", "VM.Config.CPU", GuestKind.Vm, "CPU type"),
        Of("cpulimit", "VM.Config.CPU", null, "CPU limit"),
        Of("cpuunits", "VM.Config.CPU", null, "CPU weight"),
        Of("memory", "VM.Config.Memory", null, "memory", says: Memory),
        Of("numa", "VM.Config.CPU", GuestKind.Vm, "NUMA", FieldShape.Flag, Flag),
        Of("balloon", "VM.Config.Memory", GuestKind.Vm, "least memory", says: Memory),
        Of("swap", "VM.Config.Memory", GuestKind.Ct, "swap", says: Memory),
        Of("name", "VM.Config.Options", GuestKind.Vm, "name"),
        Of("hostname", "VM.Config.Network", GuestKind.Ct, "name"),
        Of("description", "VM.Config.Options", null, "notes"),
        Of("tags", "VM.Config.Options", null, "tags", FieldShape.Set),
        Of("onboot", "VM.Config.Options", null, "start at boot", FieldShape.Flag, Flag),
        Of("protection", "VM.Config.Options", null, "protection", FieldShape.Flag, Flag),
        Of("startup", "VM.Config.Options", null, "start order", FieldShape.Properties),
        Of("net[0-9]{1,2}", "VM.Config.Network", null, "network card", FieldShape.Properties),
        Of("nameserver", "VM.Config.Network", null, "DNS servers", FieldShape.Set),
        Of("searchdomain", "VM.Config.Network", null, "search domain"),
        Of("features", "VM.Allocate", GuestKind.Ct, "features", FieldShape.Properties),
        Of("boot", "VM.Config.Disk", GuestKind.Vm, "boot order", FieldShape.Properties),
        Of("agent", "VM.Config.Options", GuestKind.Vm, "guest agent", FieldShape.Properties),
        Of("ostype", "VM.Config.Options", null, "system type"),
        Of("bios", "VM.Config.Options", GuestKind.Vm, "firmware"),
        Of("machine", "VM.Config.HWType", GuestKind.Vm, "machine type"),
        Of("vga", "VM.Config.HWType", GuestKind.Vm, "display", FieldShape.Properties),
        Of("serial[0-3]", "VM.Config.HWType", GuestKind.Vm, "serial port"),
        Of("scsihw", "VM.Config.HWType", GuestKind.Vm, "controller of scsi disks"),
        Of("hotplug", "VM.Config.HWType", GuestKind.Vm, "hotplug", FieldShape.Set),
        Of("tablet", "VM.Config.HWType", GuestKind.Vm, "tablet pointer", FieldShape.Flag, Flag, isOnByDefault: true),
        Of("acpi", "VM.Config.HWType", GuestKind.Vm, "ACPI", FieldShape.Flag, Flag, isOnByDefault: true),
        Of("kvm", "VM.Config.HWType", GuestKind.Vm, "hardware virtualization", FieldShape.Flag, Flag, isOnByDefault: true),
        Of("localtime", "VM.Config.Options", GuestKind.Vm, "clock in local time", FieldShape.Flag, Flag),
        Of("rng0", "VM.Config.HWType", GuestKind.Vm, "source of randomness", FieldShape.Properties),
        Of("watchdog", "VM.Config.HWType", GuestKind.Vm, "watchdog", FieldShape.Properties),
        Of("timezone", "VM.Config.Options", GuestKind.Ct, "time zone"),
        Of("ciupgrade", "VM.Config.Cloudinit", GuestKind.Vm, "upgrade at the first start", FieldShape.Flag, Flag, isOnByDefault: true),
        Of("ciuser", "VM.Config.Cloudinit", GuestKind.Vm, "cloud-init user"),
        Of("sshkeys", "VM.Config.Network", GuestKind.Vm, "SSH keys"),
        Of("ipconfig[0-9]{1,2}", "VM.Config.Network", GuestKind.Vm, "cloud-init address", FieldShape.Properties),
        Of("ide[0-3]", "VM.Config.CDROM", GuestKind.Vm, "CD drive", FieldShape.Properties),
        Of("(scsi([0-9]|[12][0-9]|30)|virtio([0-9]|1[0-5])|sata[0-5])", "VM.Config.Disk", GuestKind.Vm, "disk", FieldShape.Properties, Options),
    ];

    /// <summary>What it means that a flag is not set.</summary>
    public bool IsOnByDefault { get; private init; }

    /// <returns>Null where a plan does not change it.</returns>
    public static GuestSetting? Find(GuestKind kind, string name) =>
        Array.Find(Known, k => (k.Kind ?? kind) == kind && k.Name.IsMatch(name)).Setting;

    private static (Regex, GuestKind?, GuestSetting) Of(
        string name, string privilege, GuestKind? kind, string noun, FieldShape shape = FieldShape.Text, Func<string, string>? says = null, bool isOnByDefault = false) =>
        (new($@"\A{name}\z", RegexOptions.ECMAScript, TimeSpan.FromSeconds(30)), kind, new(noun, shape, says ?? (value => value), privilege) { IsOnByDefault = isOnByDefault });

    private static string Memory(string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var mib) ? Size.OfMiB(mib) : value;

    /// <summary>Of a disk, what stands behind its volume.</summary>
    private static string Options(string disk) => disk.Split(',', 2) is [_, var options] ? options : "no options";

    private static string Flag(string value) => value == "1" ? "yes" : "no";
}
