using MycoPod.Sandbox.Parameters;

namespace MycoPod.Sandbox.Guests.Containers;

/// <summary>What POST /nodes/{node}/lxc and PUT …/config take.</summary>
internal static class ContainerParameters
{
    /// <summary>The options that a container's configuration holds.</summary>
    public static readonly IReadOnlyList<Parameter> Options =
    [
        Parameter.OneOf("arch", "amd64", "i386", "arm64", "armhf", "riscv32", "riscv64"),
        Parameter.OneOf("cmode", "shell", "console", "tty"),
        Parameter.Flag("console"),
        Parameter.Whole("cores", 1, 8192),
        Parameter.Number("cpulimit", 0, 8192),
        Parameter.Whole("cpuunits", 0, 500000),
        Parameter.Flag("debug"),
        Parameter.Text("description") with { MaxLength = 8192 },
        Parameter.Text("dev") with { Keys = ContainerKeys.Device, Count = 256 },
        Parameter.Text("features") with { Keys = ContainerKeys.Features },
        Parameter.Text("hookscript") with { Format = Formats.VolumeId },
        Parameter.Text("hostname") with { Format = Formats.DnsName, MaxLength = 255 },
        Parameter.OneOf("lock", "backup", "create", "destroyed", "disk", "fstrim", "migrate", "mounted", "rollback", "snapshot", "snapshot-delete"),
        Parameter.Whole("memory", 16),
        Parameter.Text("mp") with { Keys = ContainerKeys.MountPoint, Count = 256 },
        Parameter.Text("nameserver") with { Format = Formats.ListOf(Formats.NameServer) },
        Parameter.Text("net") with { Keys = ContainerKeys.Network, Count = 32 },
        Parameter.Flag("onboot"),
        Parameter.OneOf("ostype", "debian", "devuan", "ubuntu", "centos", "fedora", "opensuse", "archlinux", "alpine", "gentoo", "nixos", "unmanaged"),
        Parameter.Flag("protection"),
        Parameter.Text("rootfs") with { Keys = ContainerKeys.RootDisk },
        Parameter.Text("searchdomain") with { Format = Formats.ListOf(Formats.DnsName) },
        Parameter.Text("startup") with { Format = Formats.StartupOrder },
        Parameter.Whole("swap", 0),
        Parameter.Text("tags") with { Format = Formats.ListOf(Formats.Tag) },
        Parameter.Flag("template"),
        Parameter.Text("timezone") with { Format = Formats.TimeZone },
        Parameter.Whole("tty", 0, 6),
        Parameter.Flag("unprivileged"),
        Parameter.Text("unused") with { Keys = ContainerKeys.Unused, Count = 256 },
    ];

    public static readonly IReadOnlyList<Parameter> Create =
    [
        StandardParameters.Node,
        StandardParameters.Vmid,
        .. Options,
        Parameter.Number("bwlimit", 0),
        Parameter.Flag("force"),
        Parameter.Flag("ignore-unpack-errors"),
        Parameter.Text("ostemplate") with { IsRequired = true, MaxLength = 255 },
        Parameter.Text("password") with { MinLength = 5 },
        Parameter.Text("pool") with { Format = Formats.PoolId },
        Parameter.Flag("restore"),
        Parameter.Text("ssh-public-keys"),
        Parameter.Flag("start"),
        StandardParameters.Storage with { IsRequired = false },
        Parameter.Flag("unique") with { Requires = "restore" },
    ];

    public static readonly IReadOnlyList<Parameter> Update =
    [
        StandardParameters.Node,
        StandardParameters.Vmid,
        .. Options,
        Parameter.Text("delete") with { Format = Formats.ListOf(Formats.ConfigId) },
        StandardParameters.Digest,
        Parameter.Text("revert") with { Format = Formats.ListOf(Formats.ConfigId) },
    ];

    public static Parameter? Option(string name) => Options.FirstOrDefault(option => option.Covers(name));

    public static bool IsVolume(string name) => Option(name) is { Name: "rootfs" or "mp" };
}
