namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>How a disk of a new VM is attached. What is null is left to the cluster.</summary>
public sealed record DiskOptions
{
    /// <summary>scsi, virtio or sata; null is scsi.</summary>
    public string? Bus { get; init; }

    /// <summary>none, writethrough, writeback, directsync or unsafe.</summary>
    public string? Cache { get; init; }

    /// <summary>Whether freed blocks go back to the storage.</summary>
    public bool? Discard { get; init; }

    /// <summary>Whether the guest sees a solid state disk; not on virtio.</summary>
    public bool? Ssd { get; init; }

    /// <summary>A thread of its own; on scsi and virtio.</summary>
    public bool? IoThread { get; init; }

    public bool? Backup { get; init; }

    /// <summary>raw, qcow2 or vmdk, where the storage leaves a choice.</summary>
    public string? Format { get; init; }

    internal string BusOrScsi => Bus ?? "scsi";

    internal IEnumerable<(string Key, string? Value)> Parts =>
    [
        ("cache", Cache), ("discard", Discard switch { true => "on", false => "ignore", null => null }), ("ssd", Properties.Flag(Ssd)),
        ("iothread", Properties.Flag(IoThread)), ("backup", Properties.Flag(Backup)), ("format", Format),
    ];

    internal IEnumerable<string> Check()
    {
        if (BusOrScsi is not ("scsi" or "virtio" or "sata")) yield return $"'{Bus}' is no bus of a disk: scsi, virtio or sata.";
        if (Cache is not (null or "none" or "writethrough" or "writeback" or "directsync" or "unsafe")) yield return $"'{Cache}' is no way to cache a disk.";
        if (Format is not (null or "raw" or "qcow2" or "vmdk")) yield return $"'{Format}' is no format of a disk: raw, qcow2 or vmdk.";
        if (Ssd is not null && Bus == "virtio") yield return "A disk on virtio cannot be shown as a solid state disk.";
        if (IoThread is not null && Bus == "sata") yield return "A disk on sata has no thread of its own.";
    }

    internal IEnumerable<string> Say()
    {
        if (Bus is not null) yield return $"on {Bus}";
        if (Parts.Any(p => p.Value is not null)) yield return $"with {string.Join(", ", Parts.Where(p => p.Value is not null).Select(p => $"{p.Key} {p.Value switch { "1" => "on", "0" => "off", var v => v }}"))}";
    }
}
