using System.Globalization;

namespace MycoPod.Core.Proxmox.PropertyStrings;

/// <summary>A volume that a container mounts.</summary>
public abstract record ContainerVolume : PropertyValue
{
    private protected ContainerVolume(string text)
        : base(text, "volume")
    {
    }

    /// <summary>In GiB, for a volume that is to be made: <c>local-lvm:32</c>; null for one that is there.</summary>
    public decimal? NewSizeGiB =>
        Volume?.Split(':') is [_, var size] && decimal.TryParse(size, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var gib) ? gib : null;

    /// <summary>The storage that holds it, or will; null for a path, <c>none</c> and <c>cdrom</c>.</summary>
    public string? Storage => Volume?.IndexOf(':', StringComparison.Ordinal) is > 0 and var end && !Volume.StartsWith('/') ? Volume[..end] : null;

    /// <summary>A volume, a path of the node, or <c>storage:GiB</c> for a new one.</summary>
    public string? Volume
    {
        get => Get("volume");
        init => Set("volume", value);
    }

    /// <summary>As the cluster notes it, as in <c>8G</c>; changed by resizing alone.</summary>
    public string? Size
    {
        get => Get("size");
        init => Set("size", value);
    }

    public bool? IsReadOnly
    {
        get => GetFlag("ro");
        init => SetFlag("ro", value);
    }

    public bool? HasQuota
    {
        get => GetFlag("quota");
        init => SetFlag("quota", value);
    }

    public bool? HasAcl
    {
        get => GetFlag("acl");
        init => SetFlag("acl", value);
    }

    public bool? IsShared
    {
        get => GetFlag("shared");
        init => SetFlag("shared", value);
    }

    public bool? IsReplicated
    {
        get => GetFlag("replicate");
        init => SetFlag("replicate", value);
    }

    /// <summary>As in <c>noatime</c>.</summary>
    public IReadOnlyList<string> MountOptions
    {
        get => GetList("mountoptions");
        init => SetList("mountoptions", value);
    }
}
