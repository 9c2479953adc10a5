using System.Text.Json;
using MycoPod.Core.Inventory;
using MycoPod.Core.Proxmox.Errors;
using MycoPod.Core.Proxmox.Guests;

namespace MycoPod.Core.Proxmox.Cluster;

/// <summary>Calls about the cluster as a whole.</summary>
public static class ClusterCalls
{
    /// <summary>Name and version of the cluster; a node without cluster lends its own name, and who may not see it gets none.</summary>
    public static async Task<(string Name, string Version)> GetIdentityAsync(this ProxmoxClient client, CancellationToken cancellationToken)
    {
        var version = await client.SendAsync(ProxmoxRequest.Get("/version"), cancellationToken);
        return (await FindNameAsync(client, cancellationToken) ?? "cluster", version.RequiredText("version"));
    }

    /// <summary>How full the cluster is, from its list of resources, which nodes bring up to date about every 10 s.</summary>
    public static async Task<ClusterTotals> GetTotalsAsync(this ProxmoxClient client, CancellationToken cancellationToken)
    {
        var rows = (await client.SendAsync(ProxmoxRequest.Get("/cluster/resources"), cancellationToken)).EnumerateArray().ToLookup(r => r.Text("type"));
        var nodes = rows["node"].ToList();
        var online = nodes.Where(n => n.Text("status") == "online").ToList();
        var guests = rows["qemu"].Concat(rows["lxc"]).Where(g => !g.Flag("template")).ToList();
        var storages = rows["storage"].Where(s => s.Text("status") == "available")
            .DistinctBy(s => (s.Text("storage"), Node: s.Flag("shared") ? null : s.Text("node"))).ToList();
        return new(
            nodes.Count,
            online.Count,
            guests.Count,
            guests.Count(g => g.Text("status") == "running"),
            online.Sum(n => n.Number("maxmem")),
            online.Sum(n => n.Number("mem")),
            storages.Sum(s => s.Number("maxdisk")),
            storages.Sum(s => s.Number("disk")));
    }

    /// <summary>
    /// Guests of that name on every node; without creation markers. A new guest has no name in the list of resources until the
    /// next status round (facts: Tasks), so the configuration of nameless ones is read.
    /// </summary>
    public static async Task<IReadOnlyList<Guest>> FindGuestsNamedAsync(this ProxmoxClient client, string name, CancellationToken cancellationToken)
    {
        var data = await client.SendAsync(new("GET", "/cluster/resources", [new("type", "vm")]), cancellationToken);
        List<Guest> found = [];
        foreach (var row in data.EnumerateArray())
        {
            var guest = ReadGuest(row);
            var known = row.Text("name") ?? (await client.TryReadConfigAsync(guest.Node, guest.Kind, guest.Vmid, cancellationToken))?.Name;
            if (string.Equals(known, name, StringComparison.OrdinalIgnoreCase)) found.Add(guest with { Name = name });
        }

        return found;
    }

    /// <summary>All guests with their pools and tags, without the rest of their configuration.</summary>
    public static async Task<IReadOnlyList<Guest>> ListGuestsAsync(this ProxmoxClient client, CancellationToken cancellationToken)
    {
        var data = await client.SendAsync(new("GET", "/cluster/resources", [new("type", "vm")]), cancellationToken);
        return [.. data.EnumerateArray().Select(ReadGuest)];
    }

    /// <summary>As the list of resources has it; a new one has no name there yet.</summary>
    private static Guest ReadGuest(JsonElement row)
    {
        var vmid = new Vmid((int)row.Number("vmid"));
        var kind = row.Text("type") == "qemu" ? GuestKind.Vm : GuestKind.Ct;
        var power = row.Text("status") == "running" ? GuestPower.Running : GuestPower.Stopped;
        return new(vmid, row.Text("name") ?? vmid.ToString(), kind, new(row.RequiredText("node")), power, row.Flag("template"))
        {
            Pool = row.Text("pool") is { Length: > 0 } pool ? pool : null,
            Settings = row.Text("tags") is { } tags ? new Dictionary<string, string>(StringComparer.Ordinal) { ["tags"] = tags } : [],
        };
    }

    /// <summary>The node that a guest is on, or null where there is none of that number.</summary>
    public static async Task<NodeName?> FindNodeOfAsync(this ProxmoxClient client, Vmid vmid, CancellationToken cancellationToken)
    {
        var data = await client.SendAsync(new("GET", "/cluster/resources", [new("type", "vm")]), cancellationToken);
        foreach (var row in data.EnumerateArray())
        {
            if (row.Number("vmid") == vmid.Value) return new(row.RequiredText("node"));
        }

        return null;
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

    private static async Task<string?> FindNameAsync(ProxmoxClient client, CancellationToken cancellationToken)
    {
        try
        {
            var rows = (await client.SendAsync(ProxmoxRequest.Get("/cluster/status"), cancellationToken)).EnumerateArray().ToList();
            return rows.OrderByDescending(r => r.Text("type") == "cluster").Select(r => r.Text("name")).FirstOrDefault();
        }
        catch (ProxmoxException e) when (e.Kind == FailureKind.Permission)
        {
            return null;
        }
    }
}
