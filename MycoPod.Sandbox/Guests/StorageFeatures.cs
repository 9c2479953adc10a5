using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests;

/// <summary>What storages can do with a volume (libpve-storage-perl 8.3.6, volume_has_feature of the plugins).</summary>
internal static class StorageFeatures
{
    public static bool CanSnapshot(StorageDefinition storage, Volume volume) => storage.HoldsFiles ? volume.Format == "qcow2" : storage.Type != "lvm";

    /// <summary>Clones that share what they have in common with a template's disk.</summary>
    public static bool CanLink(Volume volume) => Path.GetFileName(VolumeAllocation.NameOf(volume.Id)).StartsWith("base-", StringComparison.Ordinal);

    /// <summary>Whether all disks of a guest have a feature: snapshot, clone or copy.</summary>
    public static bool Has(ClusterDocument cluster, Guest guest, string feature) => guest.Disks()
        .All(disk => cluster.FindVolume(guest, disk.Value) is { } volume && cluster.FindStorage(volume.Storage) is { } storage && feature switch
        {
            "snapshot" => CanSnapshot(storage, volume),
            "clone" => CanLink(volume),
            _ => true,
        });
}
