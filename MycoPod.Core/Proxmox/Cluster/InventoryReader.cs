using System.Text.Json;
using MycoPod.Core.Inventory;
using MycoPod.Core.Proxmox.Guests;

namespace MycoPod.Core.Proxmox.Cluster;

/// <summary>Reads what a cluster looks like. Reads only.</summary>
public sealed class InventoryReader(ProxmoxClient client, TimeProvider time)
{
    public async Task<InventorySnapshot> ReadAsync(CancellationToken cancellationToken)
    {
        var takenAt = time.GetUtcNow();
        var identity = client.GetIdentityAsync(cancellationToken);
        var resources = GetAsync("/cluster/resources", cancellationToken);
        var nextFree = client.GetNextFreeVmidAsync(cancellationToken);
        await Task.WhenAll(identity, resources, nextFree);

        var rows = (await resources).EnumerateArray().ToList();
        var nodes = rows.Where(r => r.Text("type") == "node").Select(ReadNode).OrderBy(n => n.Name.Value, StringComparer.Ordinal).ToList();
        var details = await Task.WhenAll(nodes.Where(n => n.IsOnline).Select(n => ReadDetailsAsync(n.Name, cancellationToken)));
        var guests = await Task.WhenAll(rows.Where(r => r.Text("type") is "qemu" or "lxc").Select(r => ReadGuestAsync(r, nodes, cancellationToken)));
        return new(
            (await identity).Name,
            (await identity).Version,
            takenAt,
            nodes,
            [.. guests.OrderBy(g => g.Vmid.Value)],
            [.. details.SelectMany(d => d.Storages)],
            [.. details.SelectMany(d => d.Templates)],
            [.. details.SelectMany(d => d.Bridges)],
            await nextFree);
    }

    private Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) => client.SendAsync(ProxmoxRequest.Get(path), cancellationToken);

    private static Node ReadNode(JsonElement row) => new(
        new(row.RequiredText("node")), row.Text("status") == "online", (int)row.Number("maxcpu"), row.Number("maxmem"), row.Number("mem"));

    private async Task<Guest> ReadGuestAsync(JsonElement row, IReadOnlyList<Node> nodes, CancellationToken cancellationToken)
    {
        var kind = row.RequiredText("type") == "qemu" ? GuestKind.Vm : GuestKind.Ct;
        var node = new NodeName(row.RequiredText("node"));
        var vmid = new Vmid((int)row.Number("vmid"));

        // A guest that was just made is "unknown" in the list until its node's next status round; so is every guest of a node that is away.
        var mayBeAsked = nodes.Any(n => n.Name == node && n.IsOnline);
        var config = mayBeAsked ? await client.TryReadConfigAsync(node, kind, vmid, cancellationToken) : null;
        var power = row.Text("status") switch
        {
            "running" => GuestPower.Running,
            "unknown" when mayBeAsked => await client.TryGetPowerAsync(node, kind, vmid, cancellationToken),
            "unknown" => GuestPower.Unknown,
            _ => GuestPower.Stopped,
        };
        return new(vmid, row.Text("name") ?? config?.Name ?? vmid.ToString(), kind, node, power, row.Flag("template"), config?.Marker, config?.HardwareId);
    }

    private async Task<NodeDetails> ReadDetailsAsync(NodeName node, CancellationToken cancellationToken)
    {
        var storages = GetAsync($"/nodes/{node}/storage", cancellationToken);
        var network = GetAsync($"/nodes/{node}/network", cancellationToken);
        await Task.WhenAll(storages, network);

        var active = (await storages).EnumerateArray().Where(s => s.Text("enabled") != "0" && s.Text("active") != "0").Select(s => ReadStorage(node, s)).ToList();
        var templates = await Task.WhenAll(active.Where(s => s.Content.Contains("vztmpl")).Select(s => ReadTemplatesAsync(node, s.Name, cancellationToken)));
        var bridges = (await network).EnumerateArray()
            .Where(i => i.Text("type") is "bridge" or "OVSBridge")
            .Select(i => new Bridge(i.RequiredText("iface"), node, i.Values()))
            .OrderBy(b => b.Name, StringComparer.Ordinal);
        return new([.. active.OrderBy(s => s.Name, StringComparer.Ordinal)], [.. templates.SelectMany(t => t)], [.. bridges]);
    }

    private static Storage ReadStorage(NodeName node, JsonElement row) => new(
        row.RequiredText("storage"), node, row.RequiredText("type"), (row.Text("content") ?? "").Split(','), row.Flag("shared"), row.Number("total"), row.Number("avail"));

    private async Task<IReadOnlyList<ContainerTemplate>> ReadTemplatesAsync(NodeName node, string storage, CancellationToken cancellationToken)
    {
        var request = new ProxmoxRequest("GET", $"/nodes/{node}/storage/{storage}/content", [new("content", "vztmpl")]);
        var data = await client.SendAsync(request, cancellationToken);
        return [.. data.EnumerateArray().Select(v => new ContainerTemplate(v.RequiredText("volid"), node)).OrderBy(t => t.Volume, StringComparer.Ordinal)];
    }

    private sealed record NodeDetails(IReadOnlyList<Storage> Storages, IReadOnlyList<ContainerTemplate> Templates, IReadOnlyList<Bridge> Bridges);
}
