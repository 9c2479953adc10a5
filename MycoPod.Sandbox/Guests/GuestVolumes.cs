using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests;

/// <summary>The volumes that a guest's configuration names.</summary>
internal static class GuestVolumes
{
    private const int MostUnused = 256;

    /// <summary>The volume of an option's value; where there is none, its first word.</summary>
    public static string VolumeOf(string value)
    {
        var first = value.Split(',')[0];
        return first[(first.IndexOf('=', StringComparison.Ordinal) + 1)..];
    }

    public static bool IsCdrom(string value) => value.Split(',').Contains("media=cdrom", StringComparer.Ordinal);

    public static bool IsCloudInit(string value) => Path.GetFileName(VolumeOf(value)).Split('.')[0].EndsWith("-cloudinit", StringComparison.Ordinal);

    public static bool IsDriveOrMount(this Guest guest, string name) => guest.Kind == GuestKind.Qemu
        ? Machines.MachineOptions.IsDrive(name)
        : Containers.ContainerParameters.IsVolume(name);

    /// <summary>Drives or mount points with a disk behind them, in the order in which the server goes through them.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Disks(this Guest guest) => guest.Config
        .Where(entry => guest.IsDriveOrMount(entry.Key) && !IsCdrom(entry.Value) && !IsCloudInit(entry.Value));

    public static IEnumerable<string> UnusedNames(this Guest guest) => guest.Config.Keys.Where(name => name.StartsWith("unused", StringComparison.Ordinal));

    public static Volume? FindVolume(this ClusterDocument cluster, Guest guest, string value) => cluster.FindVolume(guest.Node, VolumeOf(value));

    public static bool Owns(this Guest guest, Volume volume) => volume.Vmid == guest.Vmid && volume.Content is "images" or "rootdir";

    /// <summary>A disk that a configuration no longer uses stays, under a name of its own.</summary>
    public static void AddUnused(this Guest guest, string volumeId)
    {
        if (guest.UnusedNames().Any(name => guest.Config[name] == volumeId))
            return;
        var number = 0;
        while (number < MostUnused && guest.Config.ContainsKey($"unused{number}"))
            number++;
        guest.Config[$"unused{number}"] = volumeId;
    }

    public static bool IsInSnapshot(this Guest guest, string volumeId) =>
        guest.Snapshots.Exists(snapshot => snapshot.Config.Values.Any(value => VolumeOf(value) == volumeId));

    /// <summary>Anything that a system was installed or copied to answers to the power button.</summary>
    public static bool HasSystem(this ClusterDocument cluster, Guest guest) =>
        guest.Kind == GuestKind.Lxc || guest.Disks().Any(disk => cluster.FindVolume(guest, disk.Value) is { HasSystem: true });
}
