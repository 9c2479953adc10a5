using System.Text.RegularExpressions;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests.Containers;

/// <summary>A volume that a container's mount point asks for: so many GiB on a storage.</summary>
internal sealed partial record VolumePlan(string Key, StorageDefinition Storage, long Size, IReadOnlyDictionary<string, string> Settings)
{
    /// <param name="value">A mount point; its volume is STORAGE:GIB, or a bare number for the default storage.</param>
    public static VolumePlan Of(ClusterDocument cluster, string key, string value, string defaultStorage)
    {
        if (BareSize().IsMatch(value))
            value = $"{defaultStorage}:{value}";

        var settings = (key == "rootfs" ? ContainerKeys.RootDisk : ContainerKeys.MountPoint).Parse(value);
        var volume = settings["volume"];
        if (volume.StartsWith('/'))
            throw ApiException.Failure("Only root can pass arbitrary filesystem paths.");
        if (volume.Split(':', 2) is not [var storageId, var size])
            throw ApiException.Failure($"unable to parse volume ID '{volume}'");

        var storage = cluster.FindStorage(storageId) ?? throw ApiException.Failure($"storage '{storageId}' does not exist");
        if (!storage.Holds("rootdir"))
            throw ApiException.BadParameter("storage", $"storage '{storageId}' does not support container directories");
        if (!BareSize().IsMatch(size))
            throw ApiException.Failure($"volume '{volume}' does not exist");
        return new(key, storage, (long)(double.Parse(size) * (1L << 30)), settings);
    }

    public Volume Allocate(ClusterDocument cluster, string node, long vmid, DateTimeOffset now) =>
        cluster.Allocate(new VolumeDraft(Storage, node, vmid, "raw", Size) { Content = "rootdir" }, now);

    public string Print(Volume volume)
    {
        var settings = new Dictionary<string, string>(Settings, StringComparer.Ordinal)
        {
            ["volume"] = volume.Id,
            ["size"] = DiskSizes.Format(volume.Size),
        };
        return (Key == "rootfs" ? ContainerKeys.RootDisk : ContainerKeys.MountPoint).Print(settings);
    }

    [GeneratedRegex(@"^\d+(\.\d+)?\z")]
    private static partial Regex BareSize();
}
