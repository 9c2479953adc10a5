namespace MycoPod.Core.Inventory;

/// <summary>How full a cluster is, in a few numbers. Sizes are in bytes.</summary>
/// <param name="Nodes">All nodes, and how many of them are online.</param>
/// <param name="Guests">VMs and containers without templates, and how many of them run.</param>
/// <param name="MemoryBytes">Memory of the nodes that are online, and how much of it is in use.</param>
/// <param name="StorageBytes">Size of the storages that can be reached, and how much of it is in use; a shared one counts once.</param>
public sealed record ClusterTotals(
    int Nodes,
    int OnlineNodes,
    int Guests,
    int RunningGuests,
    long MemoryBytes,
    long UsedMemoryBytes,
    long StorageBytes,
    long UsedStorageBytes);
