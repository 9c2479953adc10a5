using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Guests.Migration;

/// <summary>POST …/migrate. What can be seen at once is checked at once; the disks are looked at in the task (PVE/API2/Qemu.pm and LXC.pm, migrate_vm).</summary>
internal sealed class MigrationRequest(GuestKind kind, GuestTasks tasks, Permissions permissions, HaRequests ha)
{
    private static readonly string[] RootOnly = ["force", "migration_type", "migration_network"];

    public ApiAnswer Migrate(ApiCall call)
    {
        var target = call.Parameters.Text("target");
        if (target == call.Node)
            throw ApiException.BadParameter("target", "target is local node.");
        tasks.State.Read(cluster => cluster.FindNode(target) ?? throw ApiException.Failure($"no such cluster node '{target}'"));
        foreach (var name in RootOnly.Where(name => call.Parameters.Has(name) && !call.Caller.IsRootUser))
            throw ApiException.BadParameter(name, "Only root may use this option.");

        var mapping = call.Parameters.OptionalText("targetstorage") ?? call.Parameters.OptionalText("target-storage");
        tasks.State.Read(cluster => Check(cluster, call, mapping));
        return ha.Migrate(call, kind, target, worker => WorkAsync(worker, call, new(kind, call, target, mapping, isForHa: true)))
            ?? tasks.Begin(call, kind == GuestKind.Lxc ? "vzmigrate" : "qmigrate", worker => WorkAsync(worker, call, new(kind, call, target, mapping, isForHa: false)));
    }

    private Guest Check(ClusterDocument cluster, ApiCall call, string? mapping)
    {
        var guest = cluster.Require(call.Node, kind, call.Vmid);
        guest.RequireUnlocked();
        if (guest.IsRunning && !call.Parameters.Flag("online") && !call.Parameters.Flag("restart"))
        {
            throw ApiException.Failure(kind == GuestKind.Lxc
                ? "can't migrate running container without --online or --restart"
                : "can't migrate running VM without --online");
        }

        if (mapping is null or "1")
            return guest;
        permissions.Require(call.Caller, $"/vms/{call.Vmid}", "VM.Config.Disk");
        foreach (var id in mapping.Split(',').Select(pair => pair.Split(':')[^1]))
        {
            var storage = cluster.RequireStorage(id);
            permissions.Require(call.Caller, $"/storage/{id}", "Datastore.AllocateSpace");
            if (!storage.Holds(kind == GuestKind.Lxc ? "rootdir" : "images"))
                throw ApiException.BadParameter(kind == GuestKind.Lxc ? "target-storage" : "targetstorage", $"storage '{id}' does not support {(kind == GuestKind.Lxc ? "container directories" : "vm images")}");
        }

        return guest;
    }

    private async Task WorkAsync(TaskWorker worker, ApiCall call, MigrationWork work)
    {
        using var held = await tasks.TakeAsync(worker, kind, call.Vmid);
        var start = tasks.Now;
        try
        {
            await work.RunAsync(tasks, worker);
            worker.Log($"{Stamp()} migration finished successfully (duration {Duration(start)})");
        }
        catch (Exception failure) when (failure is TaskFailureException or ApiException)
        {
            tasks.State.Change(cluster => work.Abort(cluster));
            worker.Log($"{Stamp()} ERROR: migration aborted (duration {Duration(start)}): {failure.Message}");
            throw new TaskFailureException("migration aborted");
        }
    }

    private string Stamp() => tasks.Now.ToString("yyyy-MM-dd HH:mm:ss");

    private string Duration(DateTimeOffset start) => (tasks.Now - start).ToString(@"hh\:mm\:ss");
}
