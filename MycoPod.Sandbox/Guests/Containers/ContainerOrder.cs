using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests.Containers;

/// <summary>A container that somebody may have, before any of it exists.</summary>
internal sealed record ContainerOrder(string Node, long Vmid, Caller Caller, string Template, bool StartsAfterwards)
{
    private static readonly HashSet<string> NoOptions = new(
        ["node", "vmid", "bwlimit", "force", "ignore-unpack-errors", "ostemplate", "password", "pool", "restore", "ssh-public-keys", "start", "storage", "unique", "unprivileged"],
        StringComparer.Ordinal);

    public required IReadOnlyList<VolumePlan> Volumes { get; init; }

    /// <summary>The configuration apart from its volumes.</summary>
    public required IReadOnlyDictionary<string, string> Options { get; init; }

    public string? Pool { get; init; }

    /// <summary>Checks in the order of PVE/API2/LXC.pm (create_vm).</summary>
    public static ContainerOrder Of(ApiCall call, ClusterDocument cluster, Permissions permissions)
    {
        var parameters = call.Parameters;
        cluster.RequireUnused(call.Vmid);
        PublicKeys.Require(parameters.OptionalText("ssh-public-keys"));
        var pool = parameters.OptionalText("pool");
        if (pool is not null && cluster.FindPool(pool) is null)
            throw ApiException.Failure($"pool '{pool}' does not exist");
        if (!permissions.Has(call.Caller, $"/vms/{call.Vmid}", "VM.Allocate"))
            throw ApiException.Forbidden();

        var given = parameters.All.Where(entry => !NoOptions.Contains(entry.Key)).ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
        var isUnprivileged = parameters.Flag("unprivileged");
        new ContainerPermissions(permissions).Demand(call.Caller, call.Vmid, given, isUnprivileged);
        var template = parameters.Text("ostemplate");
        RequireTemplateAccess(call, cluster, permissions, template);

        var options = given.Where(entry => !ContainerParameters.IsVolume(entry.Key) && !entry.Key.StartsWith("unused", StringComparison.Ordinal))
            .ToDictionary(entry => entry.Key, entry => ContainerConfig.Normalize(entry.Key, entry.Value), StringComparer.Ordinal);
        if (isUnprivileged)
            options["unprivileged"] = "1";
        return new(call.Node, call.Vmid, call.Caller, template, parameters.Flag("start"))
        {
            Volumes = PlanVolumes(call, cluster, permissions, given),
            Options = options,
            Pool = pool,
        };
    }

    private static void RequireTemplateAccess(ApiCall call, ClusterDocument cluster, Permissions permissions, string template)
    {
        if (template.Split(':', 2) is not [var storage, _])
            throw ApiException.Failure($"unable to parse volume ID '{template}'");
        if (cluster.FindStorage(storage) is null)
            throw ApiException.Failure($"storage '{storage}' does not exist");
        if (!permissions.HasAny(call.Caller, $"/storage/{storage}", "Datastore.AllocateSpace", "Datastore.Audit"))
            throw ApiException.Forbidden($"/storage/{storage}, Datastore.AllocateSpace|Datastore.Audit");
    }

    private static List<VolumePlan> PlanVolumes(ApiCall call, ClusterDocument cluster, Permissions permissions, Dictionary<string, string> given)
    {
        var storage = call.Parameters.OptionalText("storage") ?? "local";
        var wanted = given.Where(entry => ContainerParameters.IsVolume(entry.Key)).ToList();
        if (wanted.Count == 0)
            wanted.Add(new("rootfs", $"{storage}:4"));
        else if (!given.ContainsKey("rootfs"))
            throw ApiException.Failure("mount points configured, but 'rootfs' not set - aborting");

        var plans = wanted.OrderBy(entry => entry.Key != "rootfs").ThenBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => VolumePlan.Of(cluster, entry.Key, entry.Value, storage))
            .ToList();
        foreach (var plan in plans)
            permissions.Require(call.Caller, $"/storage/{plan.Storage.Id}", "Datastore.AllocateSpace");
        return plans;
    }
}
