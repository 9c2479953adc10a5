using MycoPod.Core.Inventory;

namespace MycoPod.Core.Proxmox.Cluster;

/// <summary>Calls about what the caller may do.</summary>
public static class PermissionCalls
{
    /// <summary>What the caller may do everywhere; everybody may ask for their own.</summary>
    public static async Task<TokenPermissions> GetPermissionsAsync(this ProxmoxClient client, CancellationToken cancellationToken)
    {
        var data = await client.SendAsync(ProxmoxRequest.Get("/access/permissions"), cancellationToken);
        return new(data.EnumerateObject().ToDictionary(
            path => path.Name,
            path => (IReadOnlyDictionary<string, bool>)path.Value.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ToString() is "1" or "True", StringComparer.Ordinal),
            StringComparer.Ordinal));
    }
}
