using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests;

/// <summary>New volumes on storages, named as the storage's plugin names them.</summary>
internal static class VolumeAllocation
{
    /// <summary>What a file system takes for one file.</summary>
    private const long LargestFile = 16L << 40;

    public static Volume Allocate(this ClusterDocument cluster, VolumeDraft draft, DateTimeOffset now)
    {
        var volume = cluster.Name(draft, now);
        if (draft.Storage.IsFull)
            throw ApiException.Failure(Full(draft.Storage, volume));
        if (draft.Storage.HoldsFiles && draft.Size > LargestFile)
            throw ApiException.Failure($"unable to create image: qemu-img: {PathOf(draft.Storage, volume)}: The image size is too large for file format '{draft.Format}'");
        cluster.Volumes.Add(volume);
        return volume;
    }

    /// <summary>The volume as it would be made.</summary>
    public static Volume Name(this ClusterDocument cluster, VolumeDraft draft, DateTimeOffset now)
    {
        if (!draft.Storage.HoldsFiles && draft.Format != "raw")
            throw ApiException.Failure($"unsupported format '{draft.Format}'");
        return new Volume(Id(draft, FileName(cluster, draft)), draft.Content, draft.Format, draft.Size, now)
        {
            Node = draft.Storage.IsShared ? null : draft.Node,
            Vmid = draft.Vmid,
            Used = draft.Size / 8,
            HasSystem = draft.HasSystem,
            Parent = draft.Parent,
        };
    }

    /// <summary>The volume's name below its storage: 100/vm-100-disk-0.qcow2, or vm-100-disk-0.</summary>
    public static string NameOf(string volumeId) => volumeId[(volumeId.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private static string FileName(ClusterDocument cluster, VolumeDraft draft)
    {
        var suffix = draft.Storage.HoldsFiles ? $".{draft.Format}" : "";
        if (draft.Purpose != VolumeDraft.Disk)
            return $"vm-{draft.Vmid}-{draft.Purpose}{suffix}";

        var number = 0;
        while (IsTaken(cluster, draft, $"-{draft.Vmid}-disk-{number}"))
            number++;
        return $"vm-{draft.Vmid}-disk-{number}{suffix}";
    }

    private static bool IsTaken(ClusterDocument cluster, VolumeDraft draft, string name) => cluster.VolumesOn(draft.Node, draft.Storage)
        .Any(volume => Path.GetFileName(NameOf(volume.Id)).Split('.')[0] is var taken && (taken == "vm" + name || taken == "base" + name));

    /// <summary>On file storages a linked clone is named after its base as well.</summary>
    private static string Id(VolumeDraft draft, string name) => !draft.Storage.HoldsFiles
        ? $"{draft.Storage.Id}:{name}"
        : draft.Parent is null ? $"{draft.Storage.Id}:{draft.Vmid}/{name}" : $"{draft.Parent}/{draft.Vmid}/{name}";

    private static string PathOf(StorageDefinition storage, Volume volume) => $"{storage.Path}/images/{NameOf(volume.Id)}";

    private static string Full(StorageDefinition storage, Volume volume) => storage.HoldsFiles
        ? $"unable to create image: qemu-img: {PathOf(storage, volume)}: Could not resize file: No space left on device"
        : $"lvcreate '{storage.Path}/{NameOf(volume.Id)}' error:   Cannot create new thin volume, free space in thin pool {storage.Path}/data reached threshold.";
}
