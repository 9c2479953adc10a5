namespace MycoPod.Sandbox.State;

/// <summary>Everything the cluster knows; <see cref="ClusterState"/> guards it and keeps it on disk.</summary>
internal sealed class ClusterDocument
{
    public string? Name { get; init; }

    public DateTimeOffset BootedAt { get; init; }

    public int LastPid { get; set; } = 1000;

    public List<ClusterNode> Nodes { get; init; } = [];

    public List<StorageDefinition> Storages { get; init; } = [];

    public List<Volume> Volumes { get; init; } = [];

    public List<Guest> Guests { get; init; } = [];

    public List<string> Pools { get; init; } = [];

    public List<HaResource> HaResources { get; init; } = [];

    public List<GuestBackup> Backups { get; init; } = [];

    public ClusterNode? FindNode(string name) => Nodes.Find(node => node.Name == name);

    public StorageDefinition? FindStorage(string id) => Storages.Find(storage => storage.Id == id);

    public Guest? FindGuest(long vmid) => Guests.Find(guest => guest.Vmid == vmid);

    public Guest? FindGuest(string node, GuestKind kind, long vmid) =>
        Guests.Find(guest => guest.Vmid == vmid && guest.Kind == kind && guest.Node == node);

    public HaResource? FindHaResource(Guest guest) => HaResources.Find(resource => resource.Sid == guest.HaName);

    public IEnumerable<Volume> VolumesOn(string node, StorageDefinition storage) =>
        Volumes.Where(volume => volume.Storage == storage.Id && (storage.IsShared || volume.Node == node));

    public Volume? FindVolume(string node, string volumeId) =>
        Volumes.Find(volume => volume.Id == volumeId && (volume.Node is null || volume.Node == node));
}
