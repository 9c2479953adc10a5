using System.Text.Json;
using MycoPod.Core.Inventory;
using MycoPod.Core.Proxmox.Guests;

namespace MycoPod.Core.Proxmox.Cluster;

/// <summary>Reads what a cluster looks like. Reads only; the connection bounds how many requests are under way.</summary>
public sealed class InventoryReader(ProxmoxClient client, TimeProvider time)
{
    public async Task<InventorySnapshot> ReadAsync(CancellationToken cancellationToken)
    {
        var takenAt = time.GetUtcNow();
        var identity = client.GetIdentityAsync(cancellationToken);
        var permissions = client.GetPermissionsAsync(cancellationToken);
        var resources = client.SendAsync(ProxmoxRequest.Get("/cluster/resources"), cancellationToken);
        var nextFree = client.GetNextFreeVmidAsync(cancellationToken);
        await Task.WhenAll(identity, permissions, resources, nextFree);

        var rows = (await resources).EnumerateArray().ToList();
        var nodes = rows.Where(r => r.Text("type") == "node").Select(ReadNode).OrderBy(n => n.Name.Value, StringComparer.Ordinal).ToList();
        var online = nodes.Where(n => n.IsOnline).Select(n => n.Name).ToList();
        var details = Task.WhenAll(online.Select((n, i) => new NodeReader(client).ReadAsync(n, isFirst: i == 0, cancellationToken)));
        var guests = Task.WhenAll(rows.Where(r => r.Text("type") is "qemu" or "lxc").Select(r => ReadGuestAsync(r, online, cancellationToken)));
        var networks = new SdnReader(client).ReadAsync(online, cancellationToken);
        await Task.WhenAll(details, guests, networks);
        var snapshot = Snapshot(await identity, takenAt, nodes, await guests, await details, await permissions, await nextFree);
        return snapshot with { Pools = ReadPools(rows), Bridges = [.. snapshot.Bridges, .. await networks] };
    }

    private static InventorySnapshot Snapshot(
        (string Name, string Version) identity,
        DateTimeOffset takenAt,
        IReadOnlyList<Node> nodes,
        IReadOnlyList<Guest> guests,
        IReadOnlyList<NodeInventory> details,
        TokenPermissions permissions,
        Vmid nextFree)
    {
        var storages = details.SelectMany(d => d.Storages).ToList();
        var volumes = details.SelectMany(d => d.Volumes).OrderBy(v => v.Volume, StringComparer.Ordinal)
            .SelectMany(v => v.NodesOf(storages), (v, node) => (v.Volume, v.Content, v.SizeBytes, Node: node))
            .OrderBy(v => v.Node.Value, StringComparer.Ordinal).ToList();
        var unread = guests.Where(g => g.Digest is null).Select(g => g.Vmid).ToList();
        return new(
            identity.Name,
            identity.Version,
            takenAt,
            nodes,
            [.. guests.OrderBy(g => g.Vmid.Value)],
            storages,
            [.. volumes.Where(v => v.Content == "vztmpl").Select(v => new ContainerTemplate(v.Volume, v.Node))],
            [.. details.SelectMany(d => d.Bridges)],
            nextFree)
        {
            Images = [.. volumes.Where(v => v.Content is "iso" or "import").Select(v => new StorageImage(v.Volume, v.Node, v.Content, v.SizeBytes))],
            Interfaces = [.. details.SelectMany(d => d.Interfaces)],
            Backups = details.Sum(d => d.Volumes.Count(v => v.Content == "backup")),
            BackupFiles = [.. volumes.Where(v => v.Content == "backup").Select(v => new BackupFile(v.Volume, v.Node, v.SizeBytes))],
            Permissions = permissions,
            Gaps =
            [
                .. Sight.Gaps(permissions),
                .. nodes.Where(n => !n.IsOnline).Select(n => $"{n.Name} is away: what it has cannot be seen."),
                .. details.SelectMany(d => d.Gaps),
                .. unread.Count > 0 ? [$"The configuration of {string.Join(", ", unread)} cannot be seen."] : Array.Empty<string>(),
            ],
        };
    }

    private static Node ReadNode(JsonElement row) => new(
        new(row.RequiredText("node")), row.Text("status") == "online", (int)row.Number("maxcpu"), row.Number("maxmem"), row.Number("mem"));

    /// <summary>Pools have rows of their own, which only who may audit them sees; a guest's row names its pool to everybody who sees the guest.</summary>
    private static IReadOnlyList<Pool> ReadPools(IEnumerable<JsonElement> rows) =>
        [.. rows.Select(r => r.Text("pool")).OfType<string>().Where(p => p.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(p => new Pool(p))];

    private async Task<Guest> ReadGuestAsync(JsonElement row, IReadOnlyList<NodeName> online, CancellationToken cancellationToken)
    {
        var kind = row.RequiredText("type") == "qemu" ? GuestKind.Vm : GuestKind.Ct;
        var node = new NodeName(row.RequiredText("node"));
        var vmid = new Vmid((int)row.Number("vmid"));

        // A guest that was just made is "unknown" in the list until its node's next status round; so is every guest of a node that is away.
        var mayBeAsked = online.Contains(node);
        var config = mayBeAsked ? await client.TryReadConfigAsync(node, kind, vmid, cancellationToken) : null;
        var power = row.Text("status") switch
        {
            "running" => GuestPower.Running,
            "unknown" when mayBeAsked => await client.TryGetPowerAsync(node, kind, vmid, cancellationToken),
            "unknown" => GuestPower.Unknown,
            _ => GuestPower.Stopped,
        };
        var guest = new Guest(vmid, row.Text("name") ?? config?.Name ?? vmid.ToString(), kind, node, power, row.Flag("template"), config?.Marker, config?.HardwareId)
        {
            Pool = row.Text("pool") is { Length: > 0 } pool ? pool : null,
        };
        if (config is null) return guest;

        // The configuration of a guest that has snapshots names the one it goes on from; others are not asked for them.
        var snapshots = config.Settings.ContainsKey("parent") ? await client.TryReadSnapshotsAsync(node, kind, vmid, cancellationToken) : null;
        return guest with { Settings = config.Settings, Digest = config.Digest, Snapshots = snapshots };
    }
}
