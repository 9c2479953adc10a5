using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Guests.Machines;

/// <summary>POST /nodes/{node}/qemu without an archive. The configuration exists, locked, from the answer on; a task that fails takes it away again.</summary>
internal sealed class MachineCreation(GuestTasks tasks, Permissions permissions, MachinePower power, MachineRestore restore)
{
    public ApiAnswer Create(ApiCall call)
    {
        if (call.Parameters.Has("archive"))
            return restore.Restore(call);

        var options = MachineParameters.OptionsOf(call.Parameters);
        var orders = tasks.State.Change(cluster =>
        {
            var orders = Check(call, cluster, options);
            cluster.Guests.Add(new()
            {
                Vmid = call.Vmid,
                Kind = GuestKind.Qemu,
                Node = call.Node,
                CreatedAt = tasks.Now,
                Pool = call.Parameters.OptionalText("pool"),
                Config = new(StringComparer.Ordinal) { ["lock"] = "create" },
            });
            return orders;
        });
        return tasks.BeginLocked(call, GuestKind.Qemu, "qmcreate", worker => WorkAsync(worker, call, options, orders));
    }

    /// <summary>In the order of PVE/API2/Qemu.pm, create_vm.</summary>
    private List<DriveOrder> Check(ApiCall call, ClusterDocument cluster, SortedDictionary<string, string> options)
    {
        var pool = call.Parameters.OptionalText("pool");
        cluster.RequirePool(pool);
        PublicKeys.Require(Uri.UnescapeDataString(options.GetValueOrDefault("sshkeys") ?? ""));
        if (!permissions.Has(call.Caller, $"/vms/{call.Vmid}", "VM.Allocate") && (pool is null || !permissions.Has(call.Caller, $"/pool/{pool}", "VM.Allocate")))
            throw ApiException.Forbidden();

        var storage = call.Parameters.OptionalText("storage");
        var orders = options.Where(entry => MachineOptions.IsDrive(entry.Key))
            .Select(entry => DriveOrder.Of(entry.Key, entry.Value, call, cluster, permissions, storage))
            .ToList();
        new MachinePermissions(permissions).Demand(call.Caller, call.Vmid, options);
        if (cluster.FindGuest(call.Vmid) is { } guest)
            throw ApiException.Failure($"unable to create VM {call.Vmid} - {guest.Label} {guest.Vmid} already exists on node '{guest.Node}'");
        return orders;
    }

    private async Task WorkAsync(TaskWorker worker, ApiCall call, SortedDictionary<string, string> options, List<DriveOrder> orders)
    {
        try
        {
            var drives = await new DriveBuilder(tasks, call.Node, call.Vmid, worker.LogAsync).BuildAllAsync(orders);
            await worker.WorkAsync(0.5);
            tasks.State.Change(cluster => Complete(cluster.Require(call.Node, GuestKind.Qemu, call.Vmid), options, drives));
        }
        catch (Exception failure) when (failure is TaskFailureException or ApiException)
        {
            tasks.State.Change(cluster => cluster.RemoveGuest(call.Node, call.Vmid));
            throw new TaskFailureException($"unable to create VM {call.Vmid} - {failure.Message}");
        }

        // A task of its own, which waits for the lock that this one holds; what becomes of it is not this one's business.
        if (call.Parameters.Flag("start"))
            power.StartAfterwards(call);
    }

    private void Complete(Guest guest, SortedDictionary<string, string> options, Dictionary<string, string> drives)
    {
        guest.Config.Remove("lock");
        foreach (var (name, value) in options)
            guest.Config[name] = drives.GetValueOrDefault(name) ?? MachineConfig.Normalize(name, value);
        MachineConfig.AddIdentity(guest.Config, tasks.Now);
    }
}
