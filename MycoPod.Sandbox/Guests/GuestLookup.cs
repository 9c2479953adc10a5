using MycoPod.Sandbox.Http;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Guests;

/// <summary>Finding guests, with the server's words for what stands in the way.</summary>
internal static class GuestLookup
{
    /// <summary>A guest on another node does not exist on this one.</summary>
    public static Guest Require(this ClusterDocument cluster, string node, GuestKind kind, long vmid) =>
        cluster.FindGuest(node, kind, vmid)
        ?? throw ApiException.Failure($"Configuration file 'nodes/{node}/{kind.ConfigFolder()}/{vmid}.conf' does not exist");

    public static void RequireUnlocked(this Guest guest)
    {
        if (guest.Lock is { } name)
            throw ApiException.Failure($"{guest.Label} is locked ({name})");
    }

    public static void RequireUnused(this ClusterDocument cluster, long vmid)
    {
        if (cluster.FindGuest(vmid) is { } guest)
            throw ApiException.Failure($"{guest.Label} {vmid} already exists on node '{guest.Node}'");
    }
}
