using System.Text.Json.Nodes;
using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Guests;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.State;
using MycoPod.Sandbox.Storage;

namespace MycoPod.Sandbox.Pools;

/// <summary>/pools, in the old form with the pool in the path and in the one of 8.1 with it in the parameters (pve-manager 8.4.1, API2/Pool.pm).</summary>
internal sealed class PoolEndpoints(ClusterState state, Permissions permissions, AccountsStore accounts, GuestView guests) : IEndpointGroup
{
    private const string One = "/pools/{poolid}";

    private static readonly PermissionRequirement MayChange = PermissionRequirement.On("/pool/{poolid}", "Pool.Allocate");
    private static readonly Parameter PoolId = Parameter.Text("poolid") with { IsRequired = true, Format = Formats.PoolId };
    private static readonly Parameter Type = Parameter.OneOf("type", "qemu", "lxc", "storage");
    private static readonly Parameter[] Change =
    [
        PoolId,
        Parameter.Flag("allow-move"),
        Parameter.Text("comment"),
        Parameter.Flag("delete"),
        Parameter.Text("storage") with { Format = Formats.ListOf(Formats.StorageId) },
        Parameter.Text("vms") with { Format = Formats.ListOf(Formats.Vmid) },
    ];

    public IEnumerable<ApiMethod> Endpoints =>
    [
        ApiMethod.Get("/pools", PermissionRequirement.LoggedIn, List, PoolId with { IsRequired = false }, Type with { Requires = "poolid" }),
        ApiMethod.Of("POST", "/pools", MayChange, Create, PoolId, Parameter.Text("comment")),
        ApiMethod.Of("PUT", "/pools", MayChange, Update, Change),
        ApiMethod.Of("DELETE", "/pools", MayChange, Delete, PoolId),
        ApiMethod.Get(One, PermissionRequirement.On("/pool/{poolid}", "Pool.Audit"), Read, PoolId, Type),
        ApiMethod.Of("PUT", One, MayChange, Update, Change),
        ApiMethod.Of("DELETE", One, MayChange, Delete, PoolId),
    ];

    private ApiAnswer List(ApiCall call) => state.Read(cluster =>
    {
        if (!call.Parameters.Has("poolid"))
        {
            return ApiAnswer.List(cluster.Pools
                .Where(pool => permissions.Has(call.Caller, $"/pool/{pool.Id}", "Pool.Audit"))
                .OrderBy(pool => pool.Id, StringComparer.Ordinal)
                .Select(pool => View(pool)));
        }

        var wanted = call.Parameters.Text("poolid");
        permissions.Require(call.Caller, $"/pool/{wanted}", "Pool.Audit");
        var pool = Require(cluster, call, prefix: "");
        var view = View(pool);
        view["members"] = Members(cluster, pool, call);
        return ApiAnswer.List([view]);
    });

    private ApiAnswer Read(ApiCall call) => state.Read(cluster =>
    {
        var pool = Require(cluster, call, prefix: "");
        var view = View(pool);
        view.Remove("poolid");
        view["members"] = Members(cluster, pool, call);
        return ApiAnswer.Of(view);
    });

    private ApiAnswer Create(ApiCall call)
    {
        var id = call.Parameters.Text("poolid");
        state.Change(cluster =>
        {
            if (cluster.FindPool(id) is not null)
                throw ApiException.Failure($"create pool failed: pool '{id}' already exists");
            if (id.LastIndexOf('/') is > 0 and var end && cluster.FindPool(id[..end]) is null)
                throw ApiException.Failure($"create pool failed: parent '{id[..end]}' of pool '{id}' does not exist");
            cluster.Pools.Add(new() { Id = id, Comment = call.Parameters.OptionalText("comment") is { Length: > 0 } comment ? comment : null });
        });
        return ApiAnswer.Nothing;
    }

    private ApiAnswer Update(ApiCall call)
    {
        state.Change(cluster =>
        {
            var pool = Require(cluster, call, "update pools failed: ");
            var vmids = ParameterValues.Split(call.Parameters.OptionalText("vms") ?? "");
            var storages = ParameterValues.Split(call.Parameters.OptionalText("storage") ?? "");
            foreach (var vmid in vmids)
                RequireMovable(cluster, pool, vmid, call);
            foreach (var storage in storages)
                RequireMovable(pool, storage, call);

            pool.Comment = call.Parameters.OptionalText("comment") ?? pool.Comment;
            var isRemoval = call.Parameters.Flag("delete");
            foreach (var guest in vmids.Select(vmid => cluster.FindGuest(long.Parse(vmid))).OfType<Guest>())
                guest.Pool = isRemoval ? null : pool.Id;
            if (isRemoval)
                pool.Storages.RemoveAll(storage => storages.Contains(storage, StringComparer.Ordinal));
            else
                pool.Storages.AddRange(storages);
        });
        return ApiAnswer.Nothing;
    }

    private ApiAnswer Delete(ApiCall call)
    {
        var id = call.Parameters.Text("poolid");
        state.Change(cluster =>
        {
            var pool = Require(cluster, call, "delete pool failed: ");
            if (cluster.Pools.Find(other => other.Id.StartsWith(id + "/", StringComparison.Ordinal)) is { } child)
                throw ApiException.Failure($"delete pool failed: pool '{id}' is not empty (contains pool '{child.Id}')");
            if (cluster.Guests.Where(guest => guest.Pool == id).MinBy(guest => guest.Vmid) is { } member)
                throw ApiException.Failure($"delete pool failed: pool '{id}' is not empty (contains VM {member.Vmid})");
            if (pool.Storages.Find(storage => cluster.FindStorage(storage) is not null) is { } known)
                throw ApiException.Failure($"delete pool failed: pool '{id}' is not empty (contains storage '{known}')");
            cluster.Pools.Remove(pool);
        });
        accounts.Change(document => document.Rules = [.. document.Rules.Where(rule => rule.Path != $"/pool/{id}")]);
        return ApiAnswer.Nothing;
    }

    private void RequireMovable(ClusterDocument cluster, Pool pool, string vmid, ApiCall call)
    {
        permissions.RequireModify(call.Caller, $"/vms/{vmid}");
        var now = cluster.FindGuest(long.Parse(vmid))?.Pool;
        if (call.Parameters.Flag("delete") && now != pool.Id)
            throw ApiException.Failure($"update pools failed: VM {vmid} is not a pool member");
        if (call.Parameters.Flag("delete") || now is null)
            return;
        if (now == pool.Id)
            throw ApiException.Failure($"update pools failed: VM {vmid} is already a pool member");
        if (!call.Parameters.Flag("allow-move"))
            throw ApiException.Failure($"update pools failed: VM {vmid} belongs already to pool '{now}' and 'allow-move' is not set");
        permissions.Require(call.Caller, $"/pool/{now}", "Pool.Allocate");
    }

    private void RequireMovable(Pool pool, string storage, ApiCall call)
    {
        permissions.RequireModify(call.Caller, $"/storage/{storage}");
        var isMember = pool.Storages.Contains(storage, StringComparer.Ordinal);
        if (call.Parameters.Flag("delete") && !isMember)
            throw ApiException.Failure($"update pools failed: Storage '{storage}' is not a pool member");
        if (!call.Parameters.Flag("delete") && isMember)
            throw ApiException.Failure($"update pools failed: Storage '{storage}' is already a pool member");
    }

    private JsonArray Members(ClusterDocument cluster, Pool pool, ApiCall call)
    {
        var type = call.Parameters.OptionalText("type");
        var members = cluster.Guests
            .Where(guest => guest.Pool == pool.Id && (type is null || type == guest.Kind.Type()))
            .OrderBy(guest => guest.Vmid)
            .Select(guest => (JsonNode)guests.Resource(cluster, guest));
        var storages = cluster.Storages
            .Where(storage => type is null or "storage" && pool.Storages.Contains(storage.Id, StringComparer.Ordinal))
            .Select(storage => (JsonNode)StorageView.Resource(cluster, cluster.Nodes.Find(node => storage.IsOn(node.Name))?.Name ?? cluster.Nodes[0].Name, storage));
        return [.. members, .. storages];
    }

    private static JsonObject View(Pool pool)
    {
        var view = new JsonObject { ["poolid"] = pool.Id };
        if (pool.Comment is not null)
            view["comment"] = pool.Comment;
        return view;
    }

    private static Pool Require(ClusterDocument cluster, ApiCall call, string prefix)
    {
        var id = call.Parameters.Text("poolid");
        return cluster.FindPool(id) ?? throw ApiException.Failure($"{prefix}pool '{id}' does not exist");
    }
}
