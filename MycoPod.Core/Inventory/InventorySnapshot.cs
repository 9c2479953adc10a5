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
    public IReadOnlyList<Pool> Pools { get; init; } = [];

    /// <summary>Network interfaces of the nodes that could be read.</summary>
    public IReadOnlyList<NodeInterface> Interfaces { get; init; } = [];

    /// <summary>Installation images and disks to import, on each node that can use them.</summary>
    public IReadOnlyList<StorageImage> Images { get; init; } = [];

    /// <summary>How many backups there are; which ones, is asked where it matters.</summary>
    public int Backups { get; init; }

    /// <summary>The backups, on each node that can use them.</summary>
    public IReadOnlyList<BackupFile> BackupFiles { get; init; } = [];

    /// <summary>What the token may do; null where nobody asked.</summary>
    public TokenPermissions? Permissions { get; init; }

    /// <summary>Who looked, as tasks name them; null where nobody is known.</summary>
    public string? Caller { get; init; }

    /// <summary>Names of the secrets that the Agent keeps for steps; null where nobody looked.</summary>
    public IReadOnlyList<string>? Secrets { get; init; }

    /// <summary>Files of the Agent's uploads folder that the text names; null where nobody looked.</summary>
    public IReadOnlyList<FileToSend>? Uploads { get; init; }

    /// <summary>Sentences about what could not be seen, and is missing here though it may be there.</summary>
    public IReadOnlyList<string> Gaps { get; init; } = [];

    /// <summary>Guests of that name; Proxmox lets several guests carry one.</summary>
    public IEnumerable<Guest> GuestsNamed(string name) =>
        Guests.Where(g => string.Equals(g.Name, name, StringComparison.OrdinalIgnoreCase));
}
