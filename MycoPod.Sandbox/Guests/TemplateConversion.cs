using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Guests;

/// <summary>POST …/template: the disks become base images, and the guest never starts again.</summary>
internal sealed class TemplateConversion(GuestKind kind, GuestTasks tasks)
{
    public ValueTask<ApiAnswer> ConvertAsync(ApiCall call) => tasks.LockedAsync(call, kind, () =>
    {
        tasks.State.Read(cluster => Check(cluster, call));
        var started = tasks.BeginLocked(call, kind, kind == GuestKind.Lxc ? "vztemplate" : "qmtemplate", worker => WorkAsync(worker, call));
        // The container's method runs its task as well, and says nothing of it.
        return kind == GuestKind.Lxc ? ApiAnswer.Nothing : started;
    });

    private Guest Check(ClusterDocument cluster, ApiCall call)
    {
        var guest = cluster.Require(call.Node, kind, call.Vmid);
        guest.RequireUnlocked();
        var label = kind.Label();
        if (guest.Snapshots.Count > 0)
            throw ApiException.Failure($"unable to create template, because {label} contains snapshots");
        if (guest.IsTemplate && !call.Parameters.Has("disk"))
            throw ApiException.Failure("you can't convert a template to a template");
        if (guest.IsRunning)
            throw ApiException.Failure($"you can't convert a {label} to template if {(kind == GuestKind.Lxc ? "the CT" : "VM")} is running");
        return guest;
    }

    private async Task WorkAsync(TaskWorker worker, ApiCall call)
    {
        await worker.WorkAsync(0.5);
        var lines = tasks.State.Change(cluster =>
        {
            var guest = Check(cluster, call);
            guest.Config["template"] = "1";
            return guest.Disks().Where(disk => call.Parameters.OptionalText("disk") is not { } only || disk.Key == only).ToArray()
                .SelectMany(disk => MakeBase(cluster, guest, disk.Key, disk.Value))
                .ToArray();
        });
        foreach (var line in lines)
            worker.Log(line);
    }

    private static IEnumerable<string> MakeBase(ClusterDocument cluster, Guest guest, string disk, string value)
    {
        if (cluster.FindVolume(guest, value) is not { } volume || StorageFeatures.CanLink(volume) || cluster.FindStorage(volume.Storage) is not { } storage)
            return [];

        var slash = volume.Id.LastIndexOf("vm-", StringComparison.Ordinal);
        var renamed = volume with { Id = volume.Id[..slash] + "base-" + volume.Id[(slash + 3)..] };
        cluster.Volumes.Remove(volume);
        cluster.Volumes.Add(renamed);
        guest.Config[disk] = DiskCopy.WithVolume(value, renamed.Id);
        var (before, after) = (VolumeAllocation.NameOf(volume.Id), VolumeAllocation.NameOf(renamed.Id));
        return storage.HoldsFiles ? [] : [$"  Renamed \"{before}\" to \"{after}\" in volume group \"{storage.Path}\"", $"  Logical volume {storage.Path}/{after} changed."];
    }
}
