using System.Globalization;

namespace MycoPod.Core.Proxmox.PropertyStrings;

/// <summary>A drive of a VM, <c>scsi0</c>, <c>virtio0</c>, <c>sata0</c> or <c>ide0</c>: <c>local-lvm:vm-100-disk-0,discard=on,size=32G</c>. A volume that is to be made is written <c>local-lvm:32</c>.</summary>
public sealed record Drive : PropertyValue
{
    public Drive(string text)
        : base(text, "file")
    {
    }

    /// <summary>In GiB, for a volume that is to be made: <c>local-lvm:32</c>; null for one that is there.</summary>
    public decimal? NewSizeGiB =>
        Volume?.Split(':') is [_, var size] && decimal.TryParse(size, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var gib) ? gib : null;

    /// <summary>The storage that holds it, or will; null for a path, <c>none</c> and <c>cdrom</c>.</summary>
    public string? Storage => Volume?.IndexOf(':', StringComparison.Ordinal) is > 0 and var end && !Volume.StartsWith('/') ? Volume[..end] : null;

    /// <summary>A volume, <c>none</c>, or <c>storage:GiB</c> for a new one; sending that again makes another volume (facts: Idempotency).</summary>
    public string? Volume
    {
        get => Get("file");
        init => Set("file", value);
    }

    /// <summary>As the cluster notes it, as in <c>32G</c>; changed by resizing alone.</summary>
    public string? Size
    {
        get => Get("size");
        init => Set("size", value);
    }

    /// <summary>The volume a new one is filled from; the new one is then written with size 0.</summary>
    public string? ImportFrom
    {
        get => Get("import-from");
        init => Set("import-from", value);
    }

    /// <summary><c>cdrom</c> or <c>disk</c>.</summary>
    public string? Media
    {
        get => Get("media");
        init => Set("media", value);
    }

    /// <summary>As in <c>qcow2</c>, where the storage leaves a choice.</summary>
    public string? Format
    {
        get => Get("format");
        init => Set("format", value);
    }

    /// <summary><c>on</c> hands freed blocks back to the storage, <c>ignore</c> does not.</summary>
    public string? Discard
    {
        get => Get("discard");
        init => Set("discard", value);
    }

    public string? Cache
    {
        get => Get("cache");
        init => Set("cache", value);
    }

    public bool? HasThreadOfItsOwn
    {
        get => GetFlag("iothread");
        init => SetFlag("iothread", value);
    }

    public bool? IsSolidState
    {
        get => GetFlag("ssd");
        init => SetFlag("ssd", value);
    }

    public bool? IsBackedUp
    {
        get => GetFlag("backup");
        init => SetFlag("backup", value);
    }

    public bool? IsReplicated
    {
        get => GetFlag("replicate");
        init => SetFlag("replicate", value);
    }
}
