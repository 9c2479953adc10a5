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

    public static StorageDefinition RequireStorage(this ClusterDocument cluster, string id) =>
        cluster.FindStorage(id) ?? throw ApiException.Failure($"storage '{id}' does not exist");

    public static void RequirePool(this ClusterDocument cluster, string? pool)
    {
        if (pool is not null && cluster.FindPool(pool) is null)
            throw ApiException.Failure($"pool '{pool}' does not exist");
    }

    /// <summary>Clients hand back the digest that they read; another one means that somebody was faster.</summary>
    public static void RequireDigest(this Guest guest, string? digest)
    {
        if (digest is null || digest == GuestConfigView.Digest(guest))
            return;
        throw ApiException.Failure(guest.Kind == GuestKind.Lxc
            ? "detected modified configuration - file changed by other user? Try again."
            : "checksum mismatch (file change by other user?)");
    }

    public static void RequireUnprotected(this Guest guest, string what)
    {
        if (guest.Config.GetValueOrDefault("protection") == "1")
            throw ApiException.Failure($"{what} - protection mode enabled");
    }
}
