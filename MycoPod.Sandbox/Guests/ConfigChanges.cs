using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests;

/// <summary>
/// Changes of a configuration the way the server makes them: every change is written down as pending first, then what can
/// be applied is (qemu-server 8.3.12, PVE/QemuServer.pm, vmconfig_hotplug_pending; pve-container 5.2.6, PVE/LXC/Config.pm).
/// </summary>
internal sealed class ConfigChanges(ClusterDocument cluster, Guest guest)
{
    public void Set(string name, string value)
    {
        guest.PendingDeletions.Remove(name);
        if (guest.Config.GetValueOrDefault(name) == value)
            guest.Pending.Remove(name);
        else
            guest.Pending[name] = value;
    }

    /// <param name="isForced">The disk behind it goes too.</param>
    public void Delete(string name, bool isForced)
    {
        if (guest.Pending.Remove(name, out var value) && guest.IsDriveOrMount(name))
            LetGo(value, isForced);
        if (guest.Config.ContainsKey(name))
            guest.PendingDeletions[name] = isForced;
    }

    public void Revert(string name)
    {
        if (guest.Pending.Remove(name, out var value) && guest.IsDriveOrMount(name))
            LetGo(value, isForced: false);
        guest.PendingDeletions.Remove(name);
    }

    /// <summary>Applies what may be applied now; the rest waits.</summary>
    public void Apply(Func<string, bool> isLive, Func<string, bool>? isLiveToGo = null)
    {
        foreach (var (name, isForced) in guest.PendingDeletions.Where(entry => (isLiveToGo ?? isLive)(entry.Key)).ToArray())
        {
            guest.PendingDeletions.Remove(name);
            RememberCloudInit(name);
            if (guest.Config.Remove(name, out var old) && guest.IsDriveOrMount(name))
                LetGo(old, isForced);
        }

        foreach (var (name, value) in guest.Pending.Where(entry => isLive(entry.Key)).ToArray())
        {
            guest.Pending.Remove(name);
            RememberCloudInit(name);
            var old = guest.Config.GetValueOrDefault(name);
            guest.Config[name] = value;
            if (old is not null && guest.IsDriveOrMount(name) && GuestVolumes.VolumeOf(old) != GuestVolumes.VolumeOf(value))
                LetGo(old, isForced: false);
            RemoveFromUnused(value);
        }
    }

    public void ApplyAll() => Apply(_ => true);

    public void Free(string volumeId) => cluster.Volumes.RemoveAll(volume => volume.Id == volumeId && guest.Owns(volume));

    /// <summary>A disk becomes unused; a cloud-init drive, which can be made again, goes.</summary>
    private void LetGo(string value, bool isForced)
    {
        if (GuestVolumes.IsCdrom(value) && !GuestVolumes.IsCloudInit(value))
            return;
        if (cluster.FindVolume(guest, value) is not { } volume || !guest.Owns(volume))
            return;
        if (GuestVolumes.IsCloudInit(value) || (isForced && !guest.IsInSnapshot(volume.Id)))
            Free(volume.Id);
        else
            guest.AddUnused(volume.Id);
    }

    private void RemoveFromUnused(string value)
    {
        var volume = GuestVolumes.VolumeOf(value);
        foreach (var name in guest.UnusedNames().Where(name => guest.Config[name] == volume).ToArray())
            guest.Config.Remove(name);
    }

    /// <summary>A running machine keeps its cloud-init drive until somebody has it written again.</summary>
    private void RememberCloudInit(string name)
    {
        if (guest.IsRunning && Machines.CloudInitOptions.Contains(name) && guest.Config.Values.Any(GuestVolumes.IsCloudInit))
            guest.CloudInit.TryAdd(name, guest.Config.GetValueOrDefault(name));
    }
}
