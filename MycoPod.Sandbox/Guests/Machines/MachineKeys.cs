using MycoPod.Sandbox.Parameters;

namespace MycoPod.Sandbox.Guests.Machines;

/// <summary>The property strings of virtual machines, drives apart.</summary>
internal static class MachineKeys
{
    public static readonly PropertyString Agent = new(
        Parameter.Flag("enabled") with { IsRequired = true, IsDefaultKey = true },
        Parameter.Flag("freeze-fs-on-backup"),
        Parameter.Flag("fstrim_cloned_disks"),
        Parameter.OneOf("type", "virtio", "isa"));

    public static readonly PropertyString Audio = new(
        Parameter.OneOf("device", "ich9-intel-hda", "intel-hda", "AC97") with { IsRequired = true },
        Parameter.OneOf("driver", "spice", "none"));

    public static readonly PropertyString Boot = new(
        Parameter.Text("legacy") with { IsDefaultKey = true, Pattern = "[acdn]{1,4}" },
        Parameter.Text("order") with { Format = Formats.ListOf(MachineFormats.BootDevice) });

    public static readonly PropertyString CloudInitFiles = new(
        Parameter.Text("meta") with { Format = Formats.VolumeId },
        Parameter.Text("network") with { Format = Formats.VolumeId },
        Parameter.Text("user") with { Format = Formats.VolumeId },
        Parameter.Text("vendor") with { Format = Formats.VolumeId });

    public static readonly PropertyString Directory = new(
        Parameter.OneOf("cache", "auto", "always", "metadata", "never"),
        Parameter.Flag("direct-io"),
        Parameter.Text("dirid") with { IsRequired = true, IsDefaultKey = true, Format = Formats.ConfigId },
        Parameter.Flag("expose-acl"),
        Parameter.Flag("expose-xattr"));

    public static readonly PropertyString Display = new(
        Parameter.OneOf("clipboard", "vnc"),
        Parameter.Whole("memory", 4, 512),
        Parameter.OneOf("type", "cirrus", "qxl", "qxl2", "qxl3", "qxl4", "none", "serial0", "serial1", "serial2", "serial3", "std", "virtio", "virtio-gl", "vmware") with { IsDefaultKey = true });

    public static readonly PropertyString Encryption = new(
        Parameter.Flag("allow-smt"),
        Parameter.Flag("kernel-hashes"),
        Parameter.Flag("no-debug"),
        Parameter.Flag("no-key-sharing"),
        Parameter.OneOf("type", "std", "es", "snp") with { IsRequired = true, IsDefaultKey = true, MaxLength = 3 });

    public static readonly PropertyString IpConfig = new(
        Parameter.Text("gw") with { Format = Formats.Ipv4, Requires = "ip" },
        Parameter.Text("gw6") with { Format = Formats.Ipv6, Requires = "ip6" },
        Parameter.Text("ip") with { Format = Formats.Ipv4Setting },
        Parameter.Text("ip6") with { Format = Formats.Ipv6Setting });

    public static readonly PropertyString Machine = new(
        Parameter.Flag("enable-s3"),
        Parameter.Flag("enable-s4"),
        Parameter.Text("type") with { IsDefaultKey = true, MaxLength = 40, Pattern = @"(pc|pc(-i440fx)?-\d+(\.\d+)+(\+pve\d+)?(\.pxe)?|q35|pc-q35-\d+(\.\d+)+(\+pve\d+)?(\.pxe)?|virt(?:-\d+(\.\d+)+)?(\+pve\d+)?)" },
        Parameter.OneOf("viommu", "intel", "virtio"));

    public static readonly PropertyString Memory = new(
        Parameter.Whole("current", 16) with { IsRequired = true, IsDefaultKey = true });

    public static readonly PropertyString Network = new(
        Parameter.Text("bridge") with { Format = MachineFormats.BridgeId },
        Parameter.Text("e1000") with { Alias = "macaddr", KeyAlias = "model" },
        Parameter.Text("e1000-82540em") with { Alias = "macaddr", KeyAlias = "model" },
        Parameter.Text("e1000-82544gc") with { Alias = "macaddr", KeyAlias = "model" },
        Parameter.Text("e1000-82545em") with { Alias = "macaddr", KeyAlias = "model" },
        Parameter.Text("e1000e") with { Alias = "macaddr", KeyAlias = "model" },
        Parameter.Flag("firewall"),
        Parameter.Text("i82551") with { Alias = "macaddr", KeyAlias = "model" },
        Parameter.Text("i82557b") with { Alias = "macaddr", KeyAlias = "model" },
        Parameter.Text("i82559er") with { Alias = "macaddr", KeyAlias = "model" },
        Parameter.Flag("link_down"),
        Parameter.Text("macaddr") with { Format = Formats.MacAddress },
        Parameter.OneOf("model", "e1000", "e1000-82540em", "e1000-82544gc", "e1000-82545em", "e1000e", "i82551", "i82557b", "i82559er", "ne2k_isa", "ne2k_pci", "pcnet", "rtl8139", "virtio", "vmxnet3") with { IsRequired = true, IsDefaultKey = true },
        Parameter.Whole("mtu", 1, 65520),
        Parameter.Text("ne2k_isa") with { Alias = "macaddr", KeyAlias = "model" },
        Parameter.Text("ne2k_pci") with { Alias = "macaddr", KeyAlias = "model" },
        Parameter.Text("pcnet") with { Alias = "macaddr", KeyAlias = "model" },
        Parameter.Whole("queues", 0, 64),
        Parameter.Number("rate", 0),
        Parameter.Text("rtl8139") with { Alias = "macaddr", KeyAlias = "model" },
        Parameter.Whole("tag", 1, 4094),
        Parameter.Text("trunks") with { Pattern = @"(?:\d+(?:-\d+)?(?:;\d+(?:-\d+)?)*)" },
        Parameter.Text("virtio") with { Alias = "macaddr", KeyAlias = "model" },
        Parameter.Text("vmxnet3") with { Alias = "macaddr", KeyAlias = "model" });

    public static readonly PropertyString Numa = new(
        Parameter.Text("cpus") with { IsRequired = true, Pattern = @"(?:\d+(?:-\d+)?(?:;\d+(?:-\d+)?)*)" },
        Parameter.Text("hostnodes") with { Pattern = @"(?:\d+(?:-\d+)?(?:;\d+(?:-\d+)?)*)" },
        Parameter.Number("memory"),
        Parameter.OneOf("policy", "preferred", "bind", "interleave"));

    public static readonly PropertyString PciDevice = new(
        Parameter.Text("device-id") with { Pattern = "(?:^0x[0-9a-fA-F]{4}$)" },
        Parameter.Text("host") with { IsDefaultKey = true, Pattern = @"(?:(?:(?:[a-f0-9]{4,}:)?[a-f0-9]{2}:[a-f0-9]{2}(?:\.[a-f0-9])?)(;(?:(?:[a-f0-9]{4,}:)?[a-f0-9]{2}:[a-f0-9]{2}(?:\.[a-f0-9])?))*)" },
        Parameter.Flag("legacy-igd"),
        Parameter.Text("mapping") with { Format = Formats.ConfigId },
        Parameter.Text("mdev") with { Pattern = @"[^/\.:]+" },
        Parameter.Flag("pcie"),
        Parameter.Flag("rombar"),
        Parameter.Text("romfile") with { Pattern = "[^,;]+" },
        Parameter.Text("sub-device-id") with { Pattern = "(?:^0x[0-9a-fA-F]{4}$)" },
        Parameter.Text("sub-vendor-id") with { Pattern = "(?:^0x[0-9a-fA-F]{4}$)" },
        Parameter.Text("vendor-id") with { Pattern = "(?:^0x[0-9a-fA-F]{4}$)" },
        Parameter.Flag("x-vga"));

    public static readonly PropertyString Processor = new(
        Parameter.Text("cputype") with { IsDefaultKey = true },
        Parameter.Text("flags") with { Pattern = @"(?:(?:([+-])([a-zA-Z0-9\-_\.]+))(;(?:([+-])([a-zA-Z0-9\-_\.]+)))*)" },
        Parameter.Flag("hidden"),
        Parameter.Text("hv-vendor-id") with { Pattern = "(?:[a-zA-Z0-9]{1,12})" },
        Parameter.Text("phys-bits") with { Format = MachineFormats.PhysicalBits },
        Parameter.Text("reported-model"));

    public static readonly PropertyString Randomness = new(
        Parameter.Whole("max_bytes"),
        Parameter.Whole("period"),
        Parameter.OneOf("source", "/dev/urandom", "/dev/random", "/dev/hwrng") with { IsRequired = true, IsDefaultKey = true });

    public static readonly PropertyString SharedMemory = new(
        Parameter.Text("name") with { Pattern = @"[a-zA-Z0-9\-]+" },
        Parameter.Whole("size", 1) with { IsRequired = true });

    public static readonly PropertyString Smbios = new(
        Parameter.Flag("base64"),
        Parameter.Text("family") with { Pattern = @"[A-Za-z0-9+\/]+={0,2}" },
        Parameter.Text("manufacturer") with { Pattern = @"[A-Za-z0-9+\/]+={0,2}" },
        Parameter.Text("product") with { Pattern = @"[A-Za-z0-9+\/]+={0,2}" },
        Parameter.Text("serial") with { Pattern = @"[A-Za-z0-9+\/]+={0,2}" },
        Parameter.Text("sku") with { Pattern = @"[A-Za-z0-9+\/]+={0,2}" },
        Parameter.Text("uuid") with { Pattern = "[a-fA-F0-9]{8}(?:-[a-fA-F0-9]{4}){3}-[a-fA-F0-9]{12}" },
        Parameter.Text("version") with { Pattern = @"[A-Za-z0-9+\/]+={0,2}" });

    public static readonly PropertyString Spice = new(
        Parameter.Flag("foldersharing"),
        Parameter.OneOf("videostreaming", "off", "all", "filter"));

    public static readonly PropertyString UsbDevice = new(
        Parameter.Text("host") with { IsDefaultKey = true, Pattern = @"(?:(?:(?:(?:(0x)?([0-9A-Fa-f]{4}):(0x)?([0-9A-Fa-f]{4})))|(?:(?:(\d+)\-(\d+(\.\d+)*)))|[Ss][Pp][Ii][Cc][Ee]))" },
        Parameter.Text("mapping") with { Format = Formats.ConfigId },
        Parameter.Flag("usb3"));

    public static readonly PropertyString Watchdog = new(
        Parameter.OneOf("action", "reset", "shutdown", "poweroff", "pause", "debug", "none"),
        Parameter.OneOf("model", "i6300esb", "ib700") with { IsDefaultKey = true });
}
