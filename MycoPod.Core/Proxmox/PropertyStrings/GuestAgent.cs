namespace MycoPod.Core.Proxmox.PropertyStrings;

/// <summary>Whether a VM has the guest agent, <c>agent</c>: <c>1,fstrim_cloned_disks=1</c>.</summary>
public sealed record GuestAgent : PropertyValue
{
    public GuestAgent(string text)
        : base(text, "enabled")
    {
    }

    public bool? IsEnabled
    {
        get => GetFlag("enabled");
        init => SetFlag("enabled", value);
    }

    public bool? TrimsClonedDisks
    {
        get => GetFlag("fstrim_cloned_disks");
        init => SetFlag("fstrim_cloned_disks", value);
    }

    public bool? FreezesForBackups
    {
        get => GetFlag("freeze-fs-on-backup");
        init => SetFlag("freeze-fs-on-backup", value);
    }

    public string? Type
    {
        get => Get("type");
        init => Set("type", value);
    }
}
