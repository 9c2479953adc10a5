using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Sdn;

/// <summary>The three files, and what changing any of them has in common.</summary>
internal static class SdnFiles
{
    public static readonly SdnFile Zones = new("zone", "zone", SdnParameters.ZoneOptions);
    public static readonly SdnFile Vnets = new("vnet", "vnet", SdnParameters.VnetOptions);
    public static readonly SdnFile Subnets = new("subnet", "subnet", SdnParameters.SubnetOptions);

    public static ApiAnswer Change(ClusterState state, string what, Action<ClusterDocument> change) => state.Change(cluster =>
    {
        try
        {
            change(cluster);
            return ApiAnswer.Nothing;
        }
        catch (ApiException failure) when (failure.Status == StatusCodes.Status500InternalServerError && !failure.Message.StartsWith("create sdn", StringComparison.Ordinal))
        {
            throw ApiException.Failure($"{what} object failed: {failure.Message}");
        }
    });

    /// <summary>The names of the vnets that run and reach a node.</summary>
    public static List<string> VnetsOn(ClusterDocument cluster, string node) =>
    [
        .. from vnet in cluster.SectionsOf(Vnets.RunningPath)
           let zone = cluster.SectionsOf(Zones.RunningPath).Find(zone => zone.Id == vnet["zone"])
           where zone is not null && (zone["nodes"] is not { Length: > 0 } nodes || nodes.Split(',').Contains(node, StringComparer.Ordinal))
           select vnet.Id,
    ];
}
