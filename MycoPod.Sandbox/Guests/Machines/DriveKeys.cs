using MycoPod.Sandbox.Parameters;

namespace MycoPod.Sandbox.Guests.Machines;

/// <summary>The property strings of a machine's drives, which differ a little from bus to bus.</summary>
internal static class DriveKeys
{
    private static readonly Parameter[] Common =
    [
        Parameter.OneOf("aio", "native", "threads", "io_uring"),
        Parameter.Flag("backup"),
        Parameter.Whole("bps"),
        Parameter.Whole("bps_max_length", 1),
        Parameter.Whole("bps_rd"),
        Parameter.Text("bps_rd_length") with { Alias = "bps_rd_max_length" },
        Parameter.Whole("bps_rd_max_length", 1),
        Parameter.Whole("bps_wr"),
        Parameter.Text("bps_wr_length") with { Alias = "bps_wr_max_length" },
        Parameter.Whole("bps_wr_max_length", 1),
        Parameter.OneOf("cache", "none", "writethrough", "writeback", "unsafe", "directsync"),
        Parameter.Whole("cyls"),
        Parameter.Flag("detect_zeroes"),
        Parameter.OneOf("discard", "ignore", "on"),
        Parameter.Text("file") with { IsRequired = true, IsDefaultKey = true, Format = MachineFormats.VolumeOrPath },
        Parameter.OneOf("format", "raw", "qcow", "qed", "qcow2", "vmdk", "cloop"),
        Parameter.Whole("heads"),
        Parameter.Text("import-from") with { Format = MachineFormats.VolumeOrAbsolutePath },
        Parameter.Whole("iops"),
        Parameter.Whole("iops_max"),
        Parameter.Whole("iops_max_length", 1),
        Parameter.Whole("iops_rd"),
        Parameter.Text("iops_rd_length") with { Alias = "iops_rd_max_length" },
        Parameter.Whole("iops_rd_max"),
        Parameter.Whole("iops_rd_max_length", 1),
        Parameter.Whole("iops_wr"),
        Parameter.Text("iops_wr_length") with { Alias = "iops_wr_max_length" },
        Parameter.Whole("iops_wr_max"),
        Parameter.Whole("iops_wr_max_length", 1),
        Parameter.Number("mbps"),
        Parameter.Number("mbps_max"),
        Parameter.Number("mbps_rd"),
        Parameter.Number("mbps_rd_max"),
        Parameter.Number("mbps_wr"),
        Parameter.Number("mbps_wr_max"),
        Parameter.OneOf("media", "cdrom", "disk"),
        Parameter.Flag("replicate"),
        Parameter.OneOf("rerror", "ignore", "report", "stop"),
        Parameter.Whole("secs"),
        Parameter.Text("serial") with { Format = MachineFormats.UrlEncoded, MaxLength = 60 },
        Parameter.Flag("shared"),
        Parameter.Text("size") with { Format = Formats.DiskSize },
        Parameter.Flag("snapshot"),
        Parameter.OneOf("trans", "none", "lba", "auto"),
        Parameter.Text("volume") with { Alias = "file" },
        Parameter.OneOf("werror", "enospc", "ignore", "report", "stop"),
    ];

    public static readonly PropertyString Ide = new(
    [
        .. Common,
        Parameter.Text("model") with { Format = MachineFormats.UrlEncoded, MaxLength = 120 },
        Parameter.Flag("ssd"),
        Parameter.Text("wwn") with { Pattern = "(?:^(0x)[0-9a-fA-F]{16})" },
    ]);

    public static readonly PropertyString Sata = new(
    [
        .. Common,
        Parameter.Flag("ssd"),
        Parameter.Text("wwn") with { Pattern = "(?:^(0x)[0-9a-fA-F]{16})" },
    ]);

    public static readonly PropertyString Scsi = new(
    [
        .. Common,
        Parameter.Flag("iothread"),
        Parameter.Text("product") with { Pattern = @"[A-Za-z0-9\-_\s]{0,16}" },
        Parameter.Whole("queues", 2),
        Parameter.Flag("ro"),
        Parameter.Flag("scsiblock"),
        Parameter.Flag("ssd"),
        Parameter.Text("vendor") with { Pattern = @"[A-Za-z0-9\-_\s]{0,8}" },
        Parameter.Text("wwn") with { Pattern = "(?:^(0x)[0-9a-fA-F]{16})" },
    ]);

    public static readonly PropertyString Virtio = new(
    [
        .. Common,
        Parameter.Flag("iothread"),
        Parameter.Flag("ro"),
    ]);

    public static readonly PropertyString FirmwareDisk = new(
        Parameter.OneOf("efitype", "2m", "4m"),
        Parameter.Text("file") with { IsRequired = true, IsDefaultKey = true, Format = MachineFormats.VolumeOrPath },
        Parameter.OneOf("format", "raw", "qcow", "qed", "qcow2", "vmdk", "cloop"),
        Parameter.Text("import-from") with { Format = MachineFormats.VolumeOrAbsolutePath },
        Parameter.Flag("pre-enrolled-keys"),
        Parameter.Text("size") with { Format = Formats.DiskSize },
        Parameter.Text("volume") with { Alias = "file" });

    public static readonly PropertyString TpmState = new(
        Parameter.Text("file") with { IsRequired = true, IsDefaultKey = true, Format = MachineFormats.VolumeOrPath },
        Parameter.Text("import-from") with { Format = MachineFormats.VolumeOrAbsolutePath },
        Parameter.Text("size") with { Format = Formats.DiskSize },
        Parameter.OneOf("version", "v1.2", "v2.0"),
        Parameter.Text("volume") with { Alias = "file" });

    public static readonly PropertyString Unused = new(
        Parameter.Text("file") with { IsRequired = true, IsDefaultKey = true, Format = Formats.VolumeId },
        Parameter.Text("volume") with { Alias = "file" });
}
