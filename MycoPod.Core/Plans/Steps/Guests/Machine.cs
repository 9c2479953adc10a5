using System.Text.RegularExpressions;

namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>The machine that a new VM sees. What is null is left to the cluster.</summary>
public sealed partial record Machine
{
    /// <summary>As in q35.</summary>
    public string? Type { get; init; }

    /// <summary>As in std, virtio, qxl, serial0 or none.</summary>
    public string? Display { get; init; }

    /// <summary>A serial port, which many cloud images write to.</summary>
    public bool? SerialPort { get; init; }

    /// <summary>The controller of scsi disks; null is virtio-scsi-single.</summary>
    public string? ScsiController { get; init; }

    /// <summary>What is plugged in while it runs: disk, network, usb, memory, cpu, separated by commas; 0 for nothing.</summary>
    public string? Hotplug { get; init; }

    public bool? Tablet { get; init; }

    internal IEnumerable<string> Check()
    {
        if (Type is not null && !MachineType().IsMatch(Type)) yield return $"'{Type}' is no type of a machine: q35, pc, or one with a version.";
        if (Display is not (null or "std" or "virtio" or "virtio-gl" or "qxl" or "vmware" or "cirrus" or "serial0" or "none")) yield return $"'{Display}' is no display, as in std or virtio.";
        if (Display == "serial0" && SerialPort == false) yield return "A display on the serial port needs that port.";
        if (ScsiController is not (null or "virtio-scsi-single" or "virtio-scsi-pci" or "lsi" or "lsi53c810" or "megasas" or "pvscsi")) yield return $"'{ScsiController}' is no controller of scsi disks.";
        if (Hotplug is not null && !HotplugList().IsMatch(Hotplug)) yield return $"'{Hotplug}' is nothing to plug in while it runs: disk, network, usb, memory, cpu, or 0.";
    }

    internal IEnumerable<string> Say()
    {
        if (Type is not null) yield return $"machine {Type}";
        if (Display is not null) yield return $"display {Display}";
        if (SerialPort is { } port) yield return port ? "a serial port" : "no serial port";
        if (ScsiController is not null) yield return $"controller {ScsiController}";
        if (Hotplug is not null) yield return Hotplug == "0" ? "no hotplug" : $"hotplug {Hotplug}";
        if (Tablet is { } tablet) yield return tablet ? "tablet pointer" : "no tablet pointer";
    }

    [GeneratedRegex(@"\A(pc|q35|pc-(i440fx|q35)-\d{1,2}\.\d{1,2}(\+pve\d{1,2})?)\z", RegexOptions.ECMAScript)]
    private static partial Regex MachineType();

    [GeneratedRegex(@"\A(0|1|(disk|network|usb|memory|cpu|cloudinit)(,(disk|network|usb|memory|cpu|cloudinit)){0,5})\z")]
    private static partial Regex HotplugList();
}
