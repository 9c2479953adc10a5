using MycoPod.Sandbox.Auth;
using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests;

/// <summary>A request to clone a guest: what machines and containers have in common.</summary>
internal sealed class CloneOrder(ApiCall call)
{
    public string Node => call.Node;

    public long Vmid => call.Vmid;

    public long NewId { get; } = call.Parameters.Whole("newid");

    public string? Storage { get; } = call.Parameters.OptionalText("storage");

    public string? Format { get; } = call.Parameters.OptionalText("format");

    /// <summary>A machine's name or a container's host name.</summary>
    public string? Name { get; } = call.Parameters.OptionalText("name") ?? call.Parameters.OptionalText("hostname");

    private string? Pool { get; } = call.Parameters.OptionalText("pool");

    /// <summary>None where it is the node itself.</summary>
    private string? Target => call.Parameters.OptionalText("target") is { } target && target != Node && target != "localhost" ? target : null;

    private string? Snapshot { get; } = call.Parameters.OptionalText("snapname");

    public bool IsFull(Guest source) => call.Parameters.Has("full") ? call.Parameters.Flag("full") : !source.IsTemplate;

    public void RequirePermission(Permissions permissions)
    {
        if (!permissions.Has(call.Caller, $"/vms/{NewId}", "VM.Allocate") && (Pool is null || !permissions.Has(call.Caller, $"/pool/{Pool}", "VM.Allocate")))
            throw ApiException.Forbidden();
    }

    public string? RequireTarget(ClusterDocument cluster)
    {
        cluster.RequirePool(Pool);
        if (Target is not null && cluster.FindNode(Target) is null)
            throw ApiException.Failure($"no such cluster node '{Target}'");
        if (Storage is not null && !cluster.RequireStorage(Storage).IsShared && Target is not null)
            throw ApiException.Failure($"can't clone to non-shared storage '{Storage}'");
        return Target;
    }

    public SortedDictionary<string, string> SourceConfig(Guest source)
    {
        if (Snapshot is null)
            return source.Config;
        return (source.FindSnapshot(Snapshot) ?? throw ApiException.Failure($"snapshot '{Snapshot}' does not exist")).Config;
    }

    public void RequireDisks(ClusterDocument cluster, Guest source, Permissions permissions)
    {
        var volumes = source.Disks().Select(disk => cluster.FindVolume(source, disk.Value)).OfType<Volume>().ToArray();
        foreach (var storage in volumes.Select(volume => Storage ?? volume.Storage).Distinct(StringComparer.Ordinal))
            permissions.Require(call.Caller, $"/storage/{storage}", "Datastore.AllocateSpace");
        if (Target is not null && volumes.Any(volume => volume.Node is not null))
            throw ApiException.Failure($"can't clone {source.Label} to node '{Target}' ({source.Label} uses local storage)");
    }

    public Guest Draft(GuestKind kind, DateTimeOffset now, string lockName) => new()
    {
        Vmid = NewId,
        Kind = kind,
        Node = Node,
        CreatedAt = now,
        Config = new(StringComparer.Ordinal) { ["lock"] = lockName },
    };

    /// <summary>The last of it: what the request says about the clone itself, its pool, its node.</summary>
    public void Finish(Guest clone)
    {
        if (call.Parameters.OptionalText("description") is { } description)
            clone.Config["description"] = description;
        clone.Pool = Pool;
        clone.Node = Target ?? Node;
    }
}
