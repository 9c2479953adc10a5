using System.Net;
using System.Text.RegularExpressions;

namespace MycoPod.Sandbox.Parameters;

/// <summary>Named formats that only virtual machines use, with the server's own error texts (qemu-server 8.3.12, PVE/QemuServer.pm and Drive.pm).</summary>
internal static partial class MachineFormats
{
    public static readonly ValueFormat Address = value =>
        IPAddress.TryParse(value, out _) || Formats.DnsName(value) is null ? null : $"value does not look like a valid address: {value}\n";

    public static readonly ValueFormat UrlEncoded = value => UrlEncodedShape().IsMatch(value) ? null : "invalid urlencoded string: " + value + "\n";

    /// <summary>none, cdrom, a path, a volume, or STORAGE:GIB for a new one.</summary>
    public static readonly ValueFormat VolumeOrPath = value =>
        value is "none" or "cdrom" || NewDiskShape().IsMatch(value) ? null : VolumeOrAbsolutePath!(value);

    public static readonly ValueFormat VolumeOrAbsolutePath = value => value.StartsWith('/') ? null : Formats.VolumeId(value);

    public static readonly ValueFormat BridgeId = value => BridgeShape().IsMatch(value) ? null : $"invalid bridge ID '{value}'\n";

    public static readonly ValueFormat CpuSet = value => CpuSetShape().IsMatch(value) ? null : "format error\n";

    public static readonly ValueFormat Hotplug = value => value is "0" or "1"
        ? null
        : ParameterValues.Split(value).Where(part => part is not ("network" or "disk" or "cpu" or "memory" or "usb" or "cloudinit"))
            .Select(part => $"invalid hotplug feature '{part}'\n").FirstOrDefault();

    public static readonly ValueFormat DriveName = value => DriveShape().IsMatch(value) ? null : $"invalid boot disk '{value}'\n";

    public static readonly ValueFormat BootDevice = value =>
        DriveShape().IsMatch(value) || OtherBootShape().IsMatch(value) ? null : $"invalid boot device '{value}'\n";

    public static readonly ValueFormat PhysicalBits = value =>
        value == "host" || (int.TryParse(value, out var bits) && bits is >= 8 and <= 64) ? null : "value must be an integer between 8 and 64 or 'host'\n";

    public static readonly ValueFormat MailOrUser = value => MailShape().IsMatch(value) ? null : "value does not look like a valid email address or user name\n";

    public static bool IsNewDisk(string value) => NewDiskShape().IsMatch(value);

    [GeneratedRegex(@"^[-%a-zA-Z0-9_.!~*'()]*\z")]
    private static partial Regex UrlEncodedShape();

    [GeneratedRegex(@"^(([^/:\s]+):)?(\d+(\.\d+)?)\z")]
    private static partial Regex NewDiskShape();

    [GeneratedRegex(@"^[-_.\w\d]+\z")]
    private static partial Regex BridgeShape();

    [GeneratedRegex(@"^\s*\d+(-\d+)?(\s*,\s*\d+(-\d+)?)*\s*\z")]
    private static partial Regex CpuSetShape();

    [GeneratedRegex(@"^(ide|sata|scsi|virtio)\d+\z")]
    private static partial Regex DriveShape();

    [GeneratedRegex(@"^[^\s@:/]+@[A-Za-z0-9._-]+\z")]
    private static partial Regex MailShape();

    [GeneratedRegex(@"^(net|usb|hostpci)\d+\z")]
    private static partial Regex OtherBootShape();
}
