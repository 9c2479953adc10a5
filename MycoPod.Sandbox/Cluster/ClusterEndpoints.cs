using System.Text.Json.Nodes;
using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Guests;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.Sdn;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Storage;

namespace MycoPod.Sandbox.Cluster;

internal sealed class ClusterEndpoints(ClusterState state, Permissions permissions, NodeView nodes, GuestView guests) : IEndpointGroup
{
    private const long FirstVmid = 100;

    public IEnumerable<ApiMethod> Endpoints =>
    [
        ApiMethod.Get("/version", PermissionRequirement.LoggedIn, Version),
        ApiMethod.Get("/cluster/nextid", PermissionRequirement.LoggedIn, NextId, StandardParameters.OptionalVmid),
        ApiMethod.Get("/cluster/resources", PermissionRequirement.LoggedIn, Resources, Parameter.OneOf("type", "vm", "storage", "node", "sdn")),
        ApiMethod.Get("/cluster/status", PermissionRequirement.On("/", "Sys.Audit"), Status),
    ];

    private static ApiAnswer Version(ApiCall call) => ApiAnswer.Of(new JsonObject
    {
        ["version"] = NodeView.Version,
        ["release"] = "8.4",
        ["repoid"] = NodeView.RepositoryId,
    });

    /// <summary>The lowest free id, as text. Nothing is reserved: two callers may get the same.</summary>
    private ApiAnswer NextId(ApiCall call) => state.Read(cluster =>
    {
        if (call.Parameters.OptionalWhole("vmid") is not { } wanted)
        {
            var free = FirstVmid;
            while (cluster.FindGuest(free) is not null)
                free++;
            return ApiAnswer.Of($"{free}");
        }

        return cluster.FindGuest(wanted) is null
            ? ApiAnswer.Of($"{wanted}")
            : throw ApiException.BadParameter("vmid", $"VM {wanted} already exists");
    });

    private ApiAnswer Resources(ApiCall call)
    {
        var type = call.Parameters.OptionalText("type");
        return state.Read(cluster => ApiAnswer.List(
        [
            .. type is null ? Pools(call, cluster) : [],
            .. type is null or "vm" ? Guests(call, cluster) : [],
            .. type is null or "node" ? cluster.Nodes.Where(node => Sees(call, $"/nodes/{node.Name}", "Sys.Audit")).Select(node => nodes.Resource(cluster, node)) : [],
            .. type is null or "storage" ? Storages(call, cluster) : [],
            .. type is null or "sdn" ? Zones(call, cluster) : [],
        ]));
    }

    private IEnumerable<JsonObject> Pools(ApiCall call, ClusterDocument cluster) => cluster.Pools
        .Where(pool => Sees(call, $"/pool/{pool.Id}", "Pool.Audit"))
        .OrderBy(pool => pool.Id, StringComparer.Ordinal)
        .Select(pool => new JsonObject { ["id"] = $"/pool/{pool.Id}", ["type"] = "pool", ["pool"] = pool.Id });

    private IEnumerable<JsonObject> Guests(ApiCall call, ClusterDocument cluster) => cluster.Guests
        .OrderBy(guest => guest.Vmid)
        .Where(guest => Sees(call, $"/vms/{guest.Vmid}", "VM.Audit"))
        .Select(guest => guests.Resource(cluster, guest));

    private IEnumerable<JsonObject> Storages(ApiCall call, ClusterDocument cluster) =>
        from node in cluster.Nodes
        from storage in cluster.Storages
        where storage.IsOn(node.Name) && !storage.IsDisabled
        where permissions.HasAny(call.Caller, $"/storage/{storage.Id}", "Datastore.Audit", "Datastore.AllocateSpace")
        select StorageView.Resource(cluster, node.Name, storage);

    private IEnumerable<JsonObject> Zones(ApiCall call, ClusterDocument cluster) =>
        from node in cluster.Nodes
        from zone in cluster.SectionsOf(SdnFiles.Zones.RunningPath).Select(zone => zone.Id).Prepend("localnetwork")
        where permissions.HasAny(call.Caller, $"/sdn/zones/{zone}", "SDN.Audit", "SDN.Use", "SDN.Allocate")
        select new JsonObject
        {
            ["id"] = $"sdn/{node.Name}/{zone}",
            ["type"] = "sdn",
            ["sdn"] = zone,
            ["node"] = node.Name,
            ["status"] = "ok",
        };

    private ApiAnswer Status(ApiCall call) => state.Read(cluster =>
    {
        var entries = cluster.Nodes.Select((node, index) => new JsonObject
        {
            ["id"] = $"node/{node.Name}",
            ["type"] = "node",
            ["name"] = node.Name,
            ["nodeid"] = cluster.Name is null ? 0 : index + 1,
            ["ip"] = node.Address,
            ["level"] = "",
            ["local"] = index == 0 ? 1 : 0,
            ["online"] = node.IsLost ? 0 : 1,
        });
        return ApiAnswer.List(cluster.Name is null ? entries : entries.Prepend(Summary(cluster)));
    });

    private static JsonObject Summary(ClusterDocument cluster) => new()
    {
        ["id"] = "cluster",
        ["type"] = "cluster",
        ["name"] = cluster.Name,
        ["version"] = cluster.Nodes.Count,
        ["nodes"] = cluster.Nodes.Count,
        ["quorate"] = 1,
    };

    private bool Sees(ApiCall call, string path, string privilege) => permissions.Has(call.Caller, path, privilege);
}
