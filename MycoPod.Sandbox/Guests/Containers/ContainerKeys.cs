using MycoPod.Sandbox.Parameters;

namespace MycoPod.Sandbox.Guests.Containers;

/// <summary>The property strings of containers.</summary>
internal static class ContainerKeys
{
    private const string InterfaceName = @"[-_.\w\d]+";
    private const string MountOption = "(discard|lazytime|noatime|nodev|noexec|nosuid)";

    public static readonly PropertyString Network = new(
        Parameter.Text("name") with { IsRequired = true, Pattern = InterfaceName },
        Parameter.Text("bridge") with { Pattern = InterfaceName },
        Parameter.Flag("firewall"),
        Parameter.Text("gw") with { Format = Formats.Ipv4 },
        Parameter.Text("gw6") with { Format = Formats.Ipv6 },
        Parameter.Text("hwaddr") with { Format = Formats.MacAddress },
        Parameter.Text("ip") with { Format = Formats.Ipv4Setting },
        Parameter.Text("ip6") with { Format = Formats.Ipv6Setting },
        Parameter.Flag("link_down"),
        Parameter.Whole("mtu", 64, 65535),
        Parameter.Number("rate"),
        Parameter.Whole("tag", 1, 4094),
        Parameter.Text("trunks") with { Pattern = @"\d+(;\d+)*" },
        Parameter.OneOf("type", "veth"));

    public static readonly PropertyString RootDisk = new(VolumeKeys());

    public static readonly PropertyString MountPoint = new(
    [
        .. VolumeKeys(),
        Parameter.Flag("backup"),
        Parameter.Text("mp") with { IsRequired = true, Format = Formats.MountPointPath },
    ]);

    public static readonly PropertyString Device = new(
        Parameter.Text("path") with { IsDefaultKey = true, Format = Formats.DevicePath },
        Parameter.Flag("deny-write"),
        Parameter.Whole("gid", 0),
        Parameter.Text("mode") with { Pattern = "0[0-7]{3}" },
        Parameter.Whole("uid", 0));

    public static readonly PropertyString Features = new(
        Parameter.Flag("force_rw_sys"),
        Parameter.Flag("fuse"),
        Parameter.Flag("keyctl"),
        Parameter.Flag("mknod"),
        Parameter.Text("mount") with { Pattern = "[a-zA-Z0-9_; ]+" },
        Parameter.Flag("nesting"));

    public static readonly PropertyString Unused = new(
        Parameter.Text("volume") with { IsRequired = true, IsDefaultKey = true, Format = Formats.VolumeId });

    private static Parameter[] VolumeKeys() =>
    [
        Parameter.Text("volume") with { IsRequired = true, IsDefaultKey = true, Format = Formats.MountPointPath },
        Parameter.Flag("acl"),
        Parameter.Text("mountoptions") with { Pattern = $"{MountOption}(;{MountOption})*" },
        Parameter.Flag("quota"),
        Parameter.Flag("replicate"),
        Parameter.Flag("ro"),
        Parameter.Flag("shared"),
        Parameter.Text("size") with { Format = Formats.DiskSize },
    ];
}
