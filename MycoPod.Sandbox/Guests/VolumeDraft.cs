using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests;

/// <summary>A volume that shall be made.</summary>
internal sealed record VolumeDraft(StorageDefinition Storage, string Node, long Vmid, string Format, long Size)
{
    public const string Disk = "disk";

    /// <summary>images or rootdir.</summary>
    public string Content { get; init; } = "images";

    /// <summary>The end of its name: disk, cloudinit, or state and a snapshot's name.</summary>
    public string Purpose { get; init; } = Disk;

    public bool HasSystem { get; init; }

    public string? Parent { get; init; }
}
