using MycoPod.Core.Inventory;

namespace MycoPod.Core.Proxmox.Cluster;

/// <summary>A volume on the storage it was seen on; on a shared one every node that has the storage has it too.</summary>
internal sealed record StoredVolume(Storage Storage, string Volume, string Content, long SizeBytes)
{
    /// <summary>The nodes of a list that have it.</summary>
    public IEnumerable<NodeName> NodesOf(IEnumerable<Storage> storages) =>
        Storage.IsShared ? storages.Where(s => s.Name == Storage.Name).Select(s => s.Node) : [Storage.Node];
}
