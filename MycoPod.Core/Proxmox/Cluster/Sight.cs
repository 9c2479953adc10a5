using MycoPod.Core.Inventory;

namespace MycoPod.Core.Proxmox.Cluster;

/// <summary>What lists leave out silently: Proxmox shows only what the caller has privileges for (facts: Auth).</summary>
internal static class Sight
{
    /// <summary>One of the privileges is enough to see them all.</summary>
    private static readonly (string What, string Path, string[] Privileges)[] Needs =
    [
        ("Guests", "/vms", ["VM.Audit"]),
        ("Nodes", "/nodes", ["Sys.Audit"]),
        ("Storages", "/storage", ["Datastore.Audit", "Datastore.AllocateSpace"]),
        ("Bridges", "/sdn/zones/localnetwork", ["SDN.Audit", "SDN.Use"]),
        ("Pools", "/pool", ["Pool.Audit"]),
    ];

    /// <summary>Sentences about what may be missing from an inventory.</summary>
    public static IEnumerable<string> Gaps(TokenPermissions permissions) => Needs
        .Where(need => !need.Privileges.Any(p => permissions.May(need.Path, p)))
        .Select(need => $"{need.What} may be missing: {string.Join(" or ", need.Privileges)} on {need.Path} is not granted.");
}
