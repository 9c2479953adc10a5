namespace MycoPod.Core.Proxmox.PropertyStrings;

/// <summary>What a VM boots from, <c>boot</c>: <c>order=scsi0;net0</c>.</summary>
public sealed record Boot : PropertyValue
{
    public Boot(string text)
        : base(text, "legacy")
    {
    }

    /// <summary>Devices, the first one first.</summary>
    public IReadOnlyList<string> Order
    {
        get => GetList("order");
        init => SetList("order", value);
    }

    /// <summary>The old way: letters of <c>acdn</c>.</summary>
    public string? Legacy
    {
        get => Get("legacy");
        init => Set("legacy", value);
    }
}
