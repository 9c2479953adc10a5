namespace MycoPod.Core.Proxmox.PropertyStrings;

/// <summary>The root file system of a container, <c>rootfs</c>: <c>local-lvm:vm-200-disk-0,size=8G</c>.</summary>
public sealed record RootFs : ContainerVolume
{
    public RootFs(string text)
        : base(text)
    {
    }
}
