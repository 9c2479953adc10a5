using MycoPod.Core.Inventory;

namespace MycoPod.Core.Proxmox.Cluster;

/// <summary>Calls about where nodes are.</summary>
public static class NodeAddressCalls
{
    /// <summary>The address by which the other nodes know one; null for a node without cluster, or who is not known.</summary>
    public static async Task<string?> FindNodeAddressAsync(this ProxmoxClient client, NodeName node, CancellationToken cancellationToken)
    {
        var rows = await client.SendAsync(ProxmoxRequest.Get("/cluster/status"), cancellationToken);
        return rows.EnumerateArray().Where(r => r.Text("type") == "node" && r.Text("name") == node.Value).Select(r => r.Text("ip")).FirstOrDefault();
    }
}
