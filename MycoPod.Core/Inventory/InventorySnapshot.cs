namespace MycoPod.Core.Inventory;

/// <summary>What a cluster looked like at one moment, as far as the token may see it.</summary>
/// <param name="NextFreeVmid">The lowest free number then; nothing is reserved by knowing it.</param>
public sealed record InventorySnapshot(
    string ClusterName,
    string Version,
    DateTimeOffset TakenAt,
    IReadOnlyList<Node> Nodes,
    IReadOnlyList<Guest> Guests,
    IReadOnlyList<Storage> Storages,
    IReadOnlyList<ContainerTemplate> Templates,
    IReadOnlyList<Bridge> Bridges,
    Vmid NextFreeVmid)
{
    /// <summary>Guests of that name; Proxmox lets several guests carry one.</summary>
    public IEnumerable<Guest> GuestsNamed(string name) =>
        Guests.Where(g => string.Equals(g.Name, name, StringComparison.OrdinalIgnoreCase));
}
