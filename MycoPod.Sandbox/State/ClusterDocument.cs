namespace MycoPod.Sandbox.State;

/// <summary>Everything the cluster knows; <see cref="ClusterState"/> guards it and keeps it on disk.</summary>
internal sealed class ClusterDocument
{
    public string? Name { get; init; }

    /// <summary>The inventory that the cluster was made from; none for the built-in one.</summary>
    public string? Inventory { get; init; }

    public DateTimeOffset BootedAt { get; init; }

    public int LastPid { get; set; } = 1000;

    public List<ClusterNode> Nodes { get; init; } = [];

    public List<StorageDefinition> Storages { get; init; } = [];

    public List<Volume> Volumes { get; init; } = [];

    public List<Guest> Guests { get; init; } = [];

    public List<Pool> Pools { get; init; } = [];

    public List<HaResource> HaResources { get; init; } = [];

    /// <summary>The section files below /etc/pve by name: sdn/zones, ha/groups, jobs and the like.</summary>
    public Dictionary<string, List<ConfigSection>> Sections { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Firewall files by what they guard: cluster, a node's name, a guest. One with the number of a guest that is gone gets a new one.</summary>
    public Dictionary<string, FirewallFile> Firewalls { get; init; } = new(StringComparer.Ordinal);

    /// <summary>datacenter.cfg.</summary>
    public SortedDictionary<string, string> Options { get; init; } = new(StringComparer.Ordinal);

    public List<GuestBackup> Backups { get; init; } = [];

    public ClusterNode? FindNode(string name) => Nodes.Find(node => node.Name == name);

    public StorageDefinition? FindStorage(string id) => Storages.Find(storage => storage.Id == id);

    public Pool? FindPool(string id) => Pools.Find(pool => pool.Id == id);

    public List<ConfigSection> SectionsOf(string file) =>
        Sections.TryGetValue(file, out var sections) ? sections : Sections[file] = [];

    public FirewallFile FirewallOf(Guest guest) => FirewallOf($"{guest.Vmid} of {guest.CreatedAt:O}");

    public FirewallFile FirewallOf(string owner) =>
        Firewalls.TryGetValue(owner, out var file) ? file : Firewalls[owner] = new();

    public Guest? FindGuest(long vmid) => Guests.Find(guest => guest.Vmid == vmid);

    public Guest? FindGuest(string node, GuestKind kind, long vmid) =>
        Guests.Find(guest => guest.Vmid == vmid && guest.Kind == kind && guest.Node == node);

    public HaResource? FindHaResource(Guest guest) => HaResources.Find(resource => resource.Sid == guest.HaName);

    public IEnumerable<Volume> VolumesOn(string node, StorageDefinition storage) =>
        Volumes.Where(volume => volume.Storage == storage.Id && (storage.IsShared || volume.Node == node));

    public Volume? FindVolume(string node, string volumeId) =>
        Volumes.Find(volume => volume.Id == volumeId && (volume.Node is null || volume.Node == node));
}
