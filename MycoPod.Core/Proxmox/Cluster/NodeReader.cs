using System.Text.Json;
using MycoPod.Core.Inventory;
using MycoPod.Core.Proxmox.Errors;

namespace MycoPod.Core.Proxmox.Cluster;

/// <summary>Reads what one node has: storages, what is on them, and bridges. What a node does not tell is a gap and keeps nothing else from being read.</summary>
internal sealed class NodeReader(ProxmoxClient client)
{
    /// <summary>What may stand on a storage and is looked at.</summary>
    private static readonly string[] Looked = ["vztmpl", "iso", "import", "backup"];

    /// <param name="node">Is online.</param>
    /// <param name="isFirst">Contents of shared storages are read on the first node alone.</param>
    public async Task<NodeInventory> ReadAsync(NodeName node, bool isFirst, CancellationToken cancellationToken)
    {
        var storages = TryListAsync($"/nodes/{node}/storage", $"Storages of {node}", cancellationToken);
        var network = TryListAsync($"/nodes/{node}/network", $"Bridges of {node}", cancellationToken);
        await Task.WhenAll(storages, network);

        var active = (await storages).Rows.Where(s => s.Text("enabled") != "0" && s.Text("active") != "0").Select(s => ReadStorage(node, s)).OrderBy(s => s.Name, StringComparer.Ordinal).ToList();
        var contents = await Task.WhenAll(active
            .Where(s => s.Content.Any(Looked.Contains) && (isFirst || !s.IsShared))
            .Select(s => ReadContentAsync(s, cancellationToken)));
        var bridges = (await network).Rows
            .Where(i => i.Text("type") is "bridge" or "OVSBridge")
            .Select(i => new Bridge(i.RequiredText("iface"), node, i.Values()))
            .OrderBy(b => b.Name, StringComparer.Ordinal);
        var interfaces = (await network).Rows
            .Select(i => new NodeInterface(i.RequiredText("iface"), node, i.Text("type") ?? "unknown", i.Values()))
            .OrderBy(i => i.Name, StringComparer.Ordinal);
        return new(
            node,
            active,
            [.. contents.SelectMany(c => c.Volumes)],
            [.. bridges],
            [.. interfaces],
            [.. new[] { (await storages).Gap, (await network).Gap }.Concat(contents.Select(c => c.Gap)).OfType<string>()]);
    }

    private static Storage ReadStorage(NodeName node, JsonElement row) => new(
        row.RequiredText("storage"), node, row.RequiredText("type"), (row.Text("content") ?? "").Split(','), row.Flag("shared"), row.Number("total"), row.Number("avail"));

    private async Task<(IReadOnlyList<StoredVolume> Volumes, string? Gap)> ReadContentAsync(Storage storage, CancellationToken cancellationToken)
    {
        var (rows, gap) = await TryListAsync($"/nodes/{storage.Node}/storage/{storage.Name}/content", $"What is on {storage.Name} of {storage.Node}", cancellationToken);
        return ([.. rows.Select(v => new StoredVolume(storage, v.RequiredText("volid"), v.Text("content") ?? "", v.Number("size")))], gap);
    }

    /// <summary>A list, or why there is none. A cluster that cannot be reached is a failure all the same.</summary>
    private async Task<(IReadOnlyList<JsonElement> Rows, string? Gap)> TryListAsync(string path, string what, CancellationToken cancellationToken)
    {
        try
        {
            return ([.. (await client.SendAsync(ProxmoxRequest.Get(path), cancellationToken)).EnumerateArray()], null);
        }
        catch (ProxmoxException e) when (e.Kind is FailureKind.Permission or FailureKind.NotFound or FailureKind.Server)
        {
            return ([], $"{what} cannot be seen: {e.Message}");
        }
    }
}
