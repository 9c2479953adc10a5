namespace MycoPod.Core.Inventory;

/// <summary>An image on a node's storage that guests can be made from.</summary>
/// <param name="Volume">Its volume id, as in <c>local:iso/debian-12.iso</c> or <c>local:import/noble.qcow2</c>.</param>
/// <param name="Content"><c>iso</c>, or <c>import</c> for disks.</param>
public sealed record StorageImage(string Volume, NodeName Node, string Content, long SizeBytes)
{
    /// <summary>The file's name without storage and content type.</summary>
    public string FileName => Volume[(Volume.LastIndexOf('/') + 1)..];
}
