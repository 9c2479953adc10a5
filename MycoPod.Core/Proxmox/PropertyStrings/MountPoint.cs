namespace MycoPod.Core.Proxmox.PropertyStrings;

/// <summary>A mount point of a container, <c>mp0</c>: <c>local-lvm:vm-200-disk-1,mp=/srv,size=8G</c>.</summary>
public sealed record MountPoint : ContainerVolume
{
    public MountPoint(string text)
        : base(text)
    {
    }

    /// <summary>Where it is seen inside, as in <c>/srv</c>.</summary>
    public string? Path
    {
        get => Get("mp");
        init => Set("mp", value);
    }

    public bool? IsBackedUp
    {
        get => GetFlag("backup");
        init => SetFlag("backup", value);
    }
}
