using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests.Backups;

/// <summary>What a backup of one guest says, before and after the data went through (PVE/VZDump/QemuServer.pm and LXC.pm).</summary>
internal static class BackupLog
{
    public static IEnumerable<string> Before(Guest guest, BackupFile file, string mode)
    {
        mode = guest.IsRunning ? mode : "stop";
        return guest.Kind == GuestKind.Qemu ? OfMachine(guest, file, mode) : OfContainer(guest, file, mode);
    }

    public static IEnumerable<string> After(Guest guest, BackupFile file) => guest.Kind == GuestKind.Qemu
        ? MachineEnd(guest, file)
        : ["Total bytes written: 254433280 (243MiB, 163MiB/s)", $"archive file size: {file.Size >> 20}MB"];

    private static IEnumerable<string> OfMachine(Guest guest, BackupFile file, string mode)
    {
        if (!guest.IsRunning)
        {
            yield return $"backup mode: {mode}";
            yield return "ionice priority: 7";
        }

        yield return $"VM Name: {guest.Name}";

        foreach (var (name, value) in guest.Disks())
            yield return $"include disk '{name}' '{GuestVolumes.VolumeOf(value)}' {SizeOf(value)}";
        if (guest.IsRunning)
        {
            yield return $"backup mode: {mode}";
            yield return "ionice priority: 7";
        }

        if (guest.Snapshots.Count > 0)
            yield return "snapshots found (not included into backup)";
        yield return $"creating vzdump archive '{file.Path}'";
        if (!guest.IsRunning)
            yield return "starting kvm to execute backup task";
        yield return $"started backup task '{Auth.AccountSeed.Secret()}'";
        if (guest.IsRunning)
            yield return "resuming VM again";
    }

    private static IEnumerable<string> MachineEnd(Guest guest, BackupFile file)
    {
        var size = guest.Disks().Sum(disk => DiskSizes.Parse(SizeOf(disk.Value)));
        var (all, exact) = (VolumeLog.Bytes(size), $"{size / (double)(1L << 30):F2} GiB");
        yield return $"100% ({all} of {all}) in 1s, read: {all}/s, write: 0 B/s";
        yield return $"backup is sparse: {exact} (100%) total zero data";
        yield return $"transferred {exact} in 1 seconds ({all}/s)";
        if (!guest.IsRunning)
            yield return "stopping kvm after backup task";
        yield return $"archive file size: {file.Size >> 10}KB";
    }

    private static IEnumerable<string> OfContainer(Guest guest, BackupFile file, string mode)
    {
        yield return $"backup mode: {mode}";
        yield return "ionice priority: 7";
        yield return $"CT Name: {guest.Name}";
        foreach (var (name, value) in guest.Disks().OrderBy(disk => disk.Key != "rootfs"))
            yield return $"including mount point {name} ('{(name == "rootfs" ? "/" : MountPath(value))}') in backup";
        var temporary = $"/var/tmp/vzdumptmp{guest.Pid ?? 0}_{guest.Vmid}";
        if (mode == "suspend")
        {
            yield return $"starting first sync /proc/{guest.Pid}/root/ to {temporary}";
            yield return "first sync finished - transferred 248.45M bytes in 4s";
            yield return "suspending guest";
            yield return $"starting final sync /proc/{guest.Pid}/root/ to {temporary}";
            yield return "final sync finished - transferred 0 bytes in 0s";
            yield return "resuming guest";
            yield return "guest is online again after <1 seconds";
        }
        else if (mode == "snapshot")
        {
            yield return "create storage snapshot 'vzdump'";
        }

        yield return $"creating vzdump archive '{file.Path}'";
    }

    private static string MountPath(string value) => value.Split(',').FirstOrDefault(part => part.StartsWith("mp=", StringComparison.Ordinal))?["mp=".Length..] ?? "/";

    private static string SizeOf(string value) => value.Split(',').FirstOrDefault(part => part.StartsWith("size=", StringComparison.Ordinal))?["size=".Length..] ?? "0";
}
