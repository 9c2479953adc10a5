namespace MycoPod.Core.Inventory;

/// <summary>A container template on a node's storage.</summary>
/// <param name="Volume">Its volume id, as in <c>local:vztmpl/debian-12-standard_12.7-1_amd64.tar.zst</c>.</param>
public sealed record ContainerTemplate(string Volume, NodeName Node)
{
    /// <summary>The file's name without storage and content type.</summary>
    public string FileName => Volume[(Volume.LastIndexOf('/') + 1)..];
}
