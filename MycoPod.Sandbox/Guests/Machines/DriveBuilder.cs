using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Guests.Machines;

/// <summary>Makes the drives that were ordered, writing what the tools behind it print.</summary>
/// <param name="log">Takes a line and the seconds that the work behind it takes.</param>
internal sealed class DriveBuilder(GuestTasks tasks, string node, long vmid, Func<string, double, Task> log)
{
    private const long Mebibyte = 1L << 20;
    private const long Gibibyte = 1L << 30;

    /// <summary>What a cloud image unpacks to.</summary>
    private const long ImportedSize = 3584 * Mebibyte;

    /// <returns>The drives as the configuration writes them; where one cannot be made, none stays.</returns>
    public async Task<Dictionary<string, string>> BuildAllAsync(IEnumerable<DriveOrder> orders)
    {
        var drives = new Dictionary<string, string>(StringComparer.Ordinal);
        var made = new List<string>();
        try
        {
            foreach (var order in orders)
            {
                drives[order.Name] = await BuildAsync(order);
                if (order.IsNew || order.IsCloudInit)
                    made.Add(GuestVolumes.VolumeOf(drives[order.Name]));
            }
        }
        catch (Exception failure) when (failure is TaskFailureException or ApiException)
        {
            tasks.State.Change(cluster => cluster.Volumes.RemoveAll(volume => volume.Vmid == vmid && made.Contains(volume.Id)));
            throw;
        }

        return drives;
    }

    private async Task<string> BuildAsync(DriveOrder order)
    {
        if (order.IsEmpty)
            return Print(order, order.File, size: null);
        if (!order.IsNew && !order.IsCloudInit)
            return Attach(order);

        var (storage, line) = tasks.State.Read(cluster =>
        {
            var draft = Draft(cluster, order);
            return (draft.Storage, VolumeLog.Allocated(draft.Storage, cluster.Name(draft, tasks.Now)));
        });
        // The tool for files says what it is going to do; the one for logical volumes what it has done.
        if (storage.HoldsFiles)
            await log(line, 0);
        var volume = tasks.State.Change(cluster => cluster.Allocate(Draft(cluster, order), tasks.Now));
        if (!storage.HoldsFiles)
            await log(line, 0.5);
        if (order.Source is not null)
        {
            await log($"transferred 0.0 B of {VolumeLog.Bytes(volume.Size)} (0.00%)", 3);
            await log($"transferred {VolumeLog.Bytes(volume.Size)} of {VolumeLog.Bytes(volume.Size)} (100.00%)", 0.1);
        }

        var value = Print(order, volume.Id, order.IsCloudInit ? null : volume.Size);
        await log($"{order.Name}: successfully created disk '{value}'", 0.1);
        return value;
    }

    private VolumeDraft Draft(ClusterDocument cluster, DriveOrder order)
    {
        var storage = cluster.RequireStorage(order.Storage);
        if (order.IsCloudInit)
            return new(storage, node, vmid, storage.HoldsFiles ? "qcow2" : "raw", 4 * Mebibyte) { Purpose = "cloudinit" };

        var format = order.Keys.GetValueOrDefault("format") ?? "raw";
        if (order.Name is "efidisk0" or "tpmstate0")
            return new(storage, node, vmid, format, order.Keys.GetValueOrDefault("efitype") == "2m" ? 528 << 10 : 4 * Mebibyte);
        if (order.Source is null)
            return new(storage, node, vmid, format, (long)(order.Size * Gibibyte));

        var source = cluster.FindVolume(node, order.Source) ?? throw ApiException.Failure($"volume '{order.Source}' does not exist");
        return new(storage, node, vmid, format, source.Content == "import" ? Math.Max(source.Size, ImportedSize) : source.Size)
        {
            HasSystem = source.Content == "import" || source.HasSystem,
        };
    }

    /// <summary>A volume that is there already: a disk, or an image in the drive.</summary>
    private string Attach(DriveOrder order)
    {
        var volume = tasks.State.Read(cluster => cluster.FindVolume(node, order.File)) ?? throw ApiException.Failure($"volume '{order.File}' does not exist");
        return Print(order, volume.Id, volume.Size);
    }

    private static string Print(DriveOrder order, string file, long? size)
    {
        var keys = new Dictionary<string, string>(order.Keys, StringComparer.Ordinal) { ["file"] = file };
        keys.Remove("import-from");
        if (size is { } bytes)
            keys["size"] = DiskSizes.Format(bytes);
        if (order.IsCloudInit)
            keys["media"] = "cdrom";
        if (!order.IsEmpty)
            keys.Remove("format");
        return MachineOptions.KeysOf(order.Name).Print(keys);
    }
}
