using MycoPod.Core.Inventory;
using MycoPod.Core.Proxmox.Errors;

namespace MycoPod.Core.Proxmox.Cluster;

/// <summary>Calls about the cluster as a whole.</summary>
public static class ClusterCalls
{
    /// <summary>Name and version of the cluster; a node without cluster lends its own name.</summary>
    public static async Task<(string Name, string Version)> GetIdentityAsync(this ProxmoxClient client, CancellationToken cancellationToken)
    {
        var version = await client.SendAsync(ProxmoxRequest.Get("/version"), cancellationToken);
        var status = await client.SendAsync(ProxmoxRequest.Get("/cluster/status"), cancellationToken);
        var rows = status.EnumerateArray().ToList();
        var named = rows.Exists(r => r.Text("type") == "cluster") ? rows.Find(r => r.Text("type") == "cluster") : rows[0];
        return (named.RequiredText("name"), version.RequiredText("version"));
    }

    /// <summary>Guests of that name on every node; without creation markers.</summary>
    public static async Task<IReadOnlyList<Guest>> FindGuestsNamedAsync(this ProxmoxClient client, string name, CancellationToken cancellationToken)
    {
        var data = await client.SendAsync(new("GET", "/cluster/resources", [new("type", "vm")]), cancellationToken);
        return
        [
            .. data.EnumerateArray()
                .Where(r => string.Equals(r.Text("name"), name, StringComparison.OrdinalIgnoreCase))
                .Select(r => new Guest(
                    new((int)r.Number("vmid")),
                    r.RequiredText("name"),
                    r.Text("type") == "qemu" ? GuestKind.Vm : GuestKind.Ct,
                    new(r.RequiredText("node")),
                    r.Text("status") == "running" ? GuestPower.Running : GuestPower.Stopped,
                    r.Flag("template"))),
        ];
    }

    /// <summary>Whether a number is free right now.</summary>
    public static async Task<bool> IsFreeAsync(this ProxmoxClient client, Vmid vmid, CancellationToken cancellationToken)
    {
        try
        {
            await client.SendAsync(new("GET", "/cluster/nextid", [new("vmid", vmid.ToString())]), cancellationToken);
            return true;
        }
        catch (ProxmoxException e) when (e.Kind is FailureKind.ExistsAlready or FailureKind.Validation)
        {
            return false;
        }
    }
}
