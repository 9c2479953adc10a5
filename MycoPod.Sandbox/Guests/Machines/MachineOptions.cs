using MycoPod.Sandbox.Parameters;

namespace MycoPod.Sandbox.Guests.Machines;

/// <summary>The options that a virtual machine's configuration holds, as requests give them.</summary>
internal static class MachineOptions
{
    public static readonly IReadOnlyList<Parameter> All =
    [
        Parameter.Flag("acpi"),
        Parameter.Text("affinity") with { Format = MachineFormats.CpuSet },
        Parameter.Text("agent") with { Keys = MachineKeys.Agent },
        Parameter.Text("amd-sev") with { Keys = MachineKeys.Encryption },
        Parameter.OneOf("arch", "x86_64", "aarch64"),
        Parameter.Text("args"),
        Parameter.Text("audio0") with { Keys = MachineKeys.Audio },
        Parameter.Flag("autostart"),
        Parameter.Whole("balloon", 0),
        Parameter.OneOf("bios", "seabios", "ovmf"),
        Parameter.Text("boot") with { Keys = MachineKeys.Boot },
        Parameter.Text("bootdisk") with { Format = MachineFormats.DriveName, Pattern = @"(ide|sata|scsi|virtio)\d+" },
        Parameter.Text("cdrom") with { Keys = DriveKeys.Ide },
        Parameter.Text("cicustom") with { Keys = MachineKeys.CloudInitFiles },
        Parameter.Text("cipassword"),
        Parameter.OneOf("citype", "configdrive2", "nocloud", "opennebula"),
        Parameter.Flag("ciupgrade"),
        Parameter.Text("ciuser"),
        Parameter.Whole("cores", 1),
        Parameter.Text("cpu") with { Keys = MachineKeys.Processor },
        Parameter.Number("cpulimit", 0, 128),
        Parameter.Whole("cpuunits", 1, 262144),
        Parameter.Text("description") with { MaxLength = 8192 },
        Parameter.Text("efidisk0") with { Keys = DriveKeys.FirmwareDisk },
        Parameter.Flag("freeze"),
        Parameter.Text("hookscript") with { Format = Formats.VolumeId },
        Parameter.Text("hostpci") with { Keys = MachineKeys.PciDevice, Count = 16 },
        Parameter.Text("hotplug") with { Format = MachineFormats.Hotplug },
        Parameter.OneOf("hugepages", "any", "2", "1024"),
        Parameter.Text("ide") with { Keys = DriveKeys.Ide, Count = 4 },
        Parameter.Text("ipconfig") with { Keys = MachineKeys.IpConfig, Count = 32 },
        Parameter.Text("ivshmem") with { Keys = MachineKeys.SharedMemory },
        Parameter.Flag("keephugepages"),
        Parameter.OneOf("keyboard", "de", "de-ch", "da", "en-gb", "en-us", "es", "fi", "fr", "fr-be", "fr-ca", "fr-ch", "hu", "is", "it", "ja", "lt", "mk", "nl", "no", "pl", "pt", "pt-br", "sv", "sl", "tr"),
        Parameter.Flag("kvm"),
        Parameter.Flag("localtime"),
        Parameter.OneOf("lock", "backup", "clone", "create", "migrate", "rollback", "snapshot", "snapshot-delete", "suspending", "suspended"),
        Parameter.Text("machine") with { Keys = MachineKeys.Machine },
        Parameter.Text("memory") with { Keys = MachineKeys.Memory },
        Parameter.Number("migrate_downtime", 0),
        Parameter.Whole("migrate_speed", 0),
        Parameter.Text("name") with { Format = Formats.DnsName },
        Parameter.Text("nameserver") with { Format = Formats.ListOf(MachineFormats.Address) },
        Parameter.Text("net") with { Keys = MachineKeys.Network, Count = 32 },
        Parameter.Flag("numa"),
        Parameter.Text("numa") with { Keys = MachineKeys.Numa, Count = 8 },
        Parameter.Flag("onboot"),
        Parameter.OneOf("ostype", "other", "wxp", "w2k", "w2k3", "w2k8", "wvista", "win7", "win8", "win10", "win11", "l24", "l26", "solaris"),
        Parameter.Text("parallel") with { Pattern = @"/dev/parport\d+|/dev/usb/lp\d+", Count = 3 },
        Parameter.Flag("protection"),
        Parameter.Flag("reboot"),
        Parameter.Text("rng0") with { Keys = MachineKeys.Randomness },
        Parameter.Text("sata") with { Keys = DriveKeys.Sata, Count = 6 },
        Parameter.Text("scsi") with { Keys = DriveKeys.Scsi, Count = 31 },
        Parameter.OneOf("scsihw", "lsi", "lsi53c810", "virtio-scsi-pci", "virtio-scsi-single", "megasas", "pvscsi"),
        Parameter.Text("searchdomain"),
        Parameter.Text("serial") with { Pattern = "(/dev/.+|socket)", Count = 4 },
        Parameter.Whole("shares", 0, 50000),
        Parameter.Text("smbios1") with { Keys = MachineKeys.Smbios, MaxLength = 512 },
        Parameter.Whole("smp", 1),
        Parameter.Whole("sockets", 1),
        Parameter.Text("spice_enhancements") with { Keys = MachineKeys.Spice },
        Parameter.Text("sshkeys") with { Format = MachineFormats.UrlEncoded },
        Parameter.Text("startdate") with { Pattern = @"(now|\d{4}-\d{1,2}-\d{1,2}(T\d{1,2}:\d{1,2}:\d{1,2})?)" },
        Parameter.Text("startup") with { Format = Formats.StartupOrder },
        Parameter.Flag("tablet"),
        Parameter.Text("tags") with { Format = Formats.ListOf(Formats.Tag) },
        Parameter.Flag("tdf"),
        Parameter.Flag("template"),
        Parameter.Text("tpmstate0") with { Keys = DriveKeys.TpmState },
        Parameter.Text("unused") with { Keys = DriveKeys.Unused, Count = 256 },
        Parameter.Text("usb") with { Keys = MachineKeys.UsbDevice, Count = 14 },
        Parameter.Whole("vcpus", 1),
        Parameter.Text("vga") with { Keys = MachineKeys.Display },
        Parameter.Text("virtio") with { Keys = DriveKeys.Virtio, Count = 16 },
        Parameter.Text("virtiofs") with { Keys = MachineKeys.Directory, Count = 10 },
        Parameter.Text("vmgenid") with { Pattern = "(?:[a-fA-F0-9]{8}(?:-[a-fA-F0-9]{4}){3}-[a-fA-F0-9]{12}|[01])" },
        Parameter.Text("vmstatestorage") with { Format = Formats.StorageId },
        Parameter.Text("watchdog") with { Keys = MachineKeys.Watchdog },
    ];

    public static Parameter? Find(string name) => All.FirstOrDefault(option => option.Covers(name));

    public static bool IsDrive(string name) => Find(name) is { Name: "ide" or "sata" or "scsi" or "virtio" or "efidisk0" or "tpmstate0" };

    /// <summary>The keys of a drive's value on the bus that its name says.</summary>
    public static PropertyString KeysOf(string name) =>
        Find(name)?.Keys ?? throw new InvalidOperationException($"{name} is no drive");
}
