using MycoPod.Core.Inventory;

namespace MycoPod.Core.Proxmox.Cluster;

/// <summary>What one node has.</summary>
/// <param name="Gaps">Sentences about what could not be seen.</param>
internal sealed record NodeInventory(
    NodeName Node, IReadOnlyList<Storage> Storages, IReadOnlyList<StoredVolume> Volumes, IReadOnlyList<Bridge> Bridges, IReadOnlyList<NodeInterface> Interfaces, IReadOnlyList<string> Gaps);
