using System.Text.Json.Nodes;
using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.Schema;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Tasks;

namespace MycoPod.Sandbox.Storage;

/// <summary>Which backups a rule would keep, and their removal (pve-storage 8.3.6, API2/Storage/PruneBackups.pm).</summary>
internal sealed class PruneEndpoints(ClusterState state, Permissions permissions, TaskRunner tasks) : IEndpointGroup
{
    private const string At = "/nodes/{node}/storage/{storage}/prunebackups";

    private static readonly Parameter[] Parameters =
        [StandardParameters.Node, StandardParameters.Storage, CommonParameters.Prune, Parameter.OneOf("type", "qemu", "lxc"), StandardParameters.OptionalVmid];

    public IEnumerable<ApiMethod> Endpoints =>
    [
        ApiMethod.Get(At, PermissionRequirement.AnyOn("/storage/{storage}", "Datastore.Audit", "Datastore.AllocateSpace"), DryRun, Parameters),
        ApiMethod.Of("DELETE", At, PermissionRequirement.LoggedIn, Prune, Parameters),
    ];

    private ApiAnswer DryRun(ApiCall call) => state.Read(cluster => ApiAnswer.List(Marks(cluster, call)
        .Where(entry => VolumeAccess.Has(permissions, call.Caller, entry.Backup))
        .Select(entry => View(entry.Backup, entry.Mark))));

    private ApiAnswer Prune(ApiCall call)
    {
        var storage = call.Parameters.Text("storage");
        var vmid = call.Parameters.OptionalWhole("vmid");
        if (vmid is null)
        {
            permissions.Require(call.Caller, $"/storage/{storage}", "Datastore.Allocate");
        }
        else
        {
            permissions.Require(call.Caller, $"/storage/{storage}", "Datastore.AllocateSpace");
            permissions.Require(call.Caller, $"/vms/{vmid}", "VM.Backup");
        }

        state.Read(cluster => StorageLookup.RequireEnabled(cluster, storage, call.Node));
        return ApiAnswer.Of(tasks.Start(call.Node, "prunebackups", vmid is null ? storage : $"{vmid}@{storage}", call.Caller, async worker =>
        {
            await worker.WorkAsync(1);
            state.Change(cluster =>
            {
                foreach (var (backup, _) in Marks(cluster, call).Where(entry => entry.Mark == "remove").ToArray())
                {
                    cluster.Volumes.Remove(backup);
                    worker.Log($"removing backup '{backup.Id}'");
                }
            });
        }).ToString());
    }

    private static IEnumerable<(Volume Backup, string Mark)> Marks(ClusterDocument cluster, ApiCall call)
    {
        var storage = StorageLookup.RequireEnabled(cluster, call.Parameters.Text("storage"), call.Node);
        var rule = call.Parameters.OptionalText("prune-backups") ?? storage.Options.GetValueOrDefault("prune-backups") ?? "";
        var (vmid, type) = (call.Parameters.OptionalWhole("vmid"), call.Parameters.OptionalText("type"));
        return Pruning.Mark(
            cluster.VolumesOn(call.Node, storage)
                .Where(volume => volume.Content == "backup" && (vmid is null || volume.Vmid == vmid))
                .Where(volume => type is null || type == "lxc" == Pruning.IsContainer(volume)),
            PropertyFormats.Prune.Parse(rule));
    }

    private static JsonObject View(Volume backup, string mark)
    {
        var view = new JsonObject
        {
            ["volid"] = backup.Id,
            ["ctime"] = backup.CreatedAt.ToUnixTimeSeconds(),
            ["type"] = Pruning.IsContainer(backup) ? "lxc" : "qemu",
            ["mark"] = mark,
        };
        if (backup.Vmid is { } vmid)
            view["vmid"] = vmid;
        return view;
    }
}
