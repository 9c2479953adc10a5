using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.Parameters;
using MycoPod.Sandbox.Schema;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Ha;

/// <summary>What requests about HA resources and groups name.</summary>
internal static class HaLookup
{
    public const string GroupFile = "ha/groups";

    public static readonly Parameter Sid = Parameter.Text("sid") with { IsRequired = true, Format = ClusterFormats.HaResourceId };

    public static readonly Parameter Group = Parameter.Text("group") with { IsRequired = true, Format = Formats.ConfigId };

    /// <summary>A bare number is the guest of that number, of whichever kind.</summary>
    public static string SidOf(ClusterDocument cluster, ApiCall call)
    {
        var text = call.Parameters.Text("sid");
        if (!long.TryParse(text, out var vmid))
            return text;
        return cluster.FindGuest(vmid) is { } guest
            ? $"{guest.Label.ToLowerInvariant()}:{vmid}"
            : throw ApiException.Failure($"unable do add resource - VM/CT {vmid} does not exist");
    }

    public static HaResource Require(ClusterDocument cluster, ApiCall call)
    {
        var sid = SidOf(cluster, call);
        return cluster.HaResources.Find(resource => resource.Sid == sid) ?? throw ApiException.Failure($"no such resource '{sid}'");
    }

    public static void RequireGroup(ClusterDocument cluster, string? group)
    {
        if (group is not null && !cluster.SectionsOf(GroupFile).Exists(known => known.Id == group))
            throw ApiException.Failure($"HA group '{group}' does not exist");
    }

    public static string Digest(ClusterDocument cluster) => Digests.Of(cluster.HaResources.Select(resource =>
        $"{resource.Sid} {resource.State} {resource.Group} {resource.Comment} {resource.MaxRelocate} {resource.MaxRestart}\n"));
}
