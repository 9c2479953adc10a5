using System.Text.Json;
using MycoPod.Sandbox.Ha;
using MycoPod.Sandbox.Jobs;
using MycoPod.Sandbox.State;

namespace MycoPod.Sandbox.Inventory;

/// <summary>Builds the cluster that an inventory shows.</summary>
internal sealed class InventorySeed(InventoryFile file, DateTimeOffset now)
{
    private static readonly string[] NotOfStorage = ["storage", "type", "content", "digest", "shared"];
    private static readonly string[] NotOfInterface =
        ["iface", "type", "method", "method6", "active", "exists", "priority", "families", "cidr", "bridge_stp", "bridge_fd"];

    public ClusterDocument Make()
    {
        var members = file.List("/cluster/status");
        var cluster = new ClusterDocument
        {
            Inventory = file.Name,
            Name = members.Where(member => Text(member, "type") == "cluster").Select(member => Text(member, "name")).FirstOrDefault(),
            BootedAt = now.AddSeconds(-Whole(file.List("/nodes")[0], "uptime")),
            Nodes = [.. file.List("/nodes").Select(node => Node(node, members)).OrderBy(node => node.Name, StringComparer.Ordinal)],
            Pools = [.. file.List("/pools").Select(pool => new Pool { Id = Text(pool, "poolid"), Comment = Optional(pool, "comment") })],
            HaResources = [.. file.List("/cluster/ha/resources").Select(Resource)],
            Options = new(file.Fields("/cluster/options").ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal),
        };
        AddStorages(cluster);
        foreach (var node in cluster.Nodes)
        {
            AddGuests(cluster, node.Name, GuestKind.Qemu);
            AddGuests(cluster, node.Name, GuestKind.Lxc);
        }

        AddSections(cluster);
        InventoryFirewalls.Add(cluster, file);
        return cluster;
    }

    private ClusterNode Node(JsonElement entry, IReadOnlyList<JsonElement> members)
    {
        var name = Text(entry, "node");
        return new()
        {
            Name = name,
            Address = members.Where(member => Text(member, "name") == name && Text(member, "type") == "node").Select(member => Text(member, "ip")).FirstOrDefault("127.0.0.1"),
            Cores = (int)Whole(entry, "maxcpu"),
            Memory = Whole(entry, "maxmem"),
            RootDisk = Whole(entry, "maxdisk"),
            Network = [.. file.List($"/nodes/{name}/network").Select(Interface)],
            Dns = new(file.Fields($"/nodes/{name}/dns").ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal),
            TimeZone = file.Fields($"/nodes/{name}/time").GetValueOrDefault("timezone", "Etc/UTC"),
        };
    }

    private static ConfigSection Interface(JsonElement entry) => new()
    {
        Id = Text(entry, "iface"),
        Type = Text(entry, "type"),
        Options = new(InventoryFile.Fields(entry, NotOfInterface), StringComparer.Ordinal),
    };

    private void AddStorages(ClusterDocument cluster)
    {
        foreach (var entry in file.List("/storage"))
        {
            var id = Text(entry, "storage");
            var options = InventoryFile.Fields(entry, NotOfStorage);
            var seen = cluster.Nodes.ToDictionary(node => node.Name, node => Usage(node.Name, id), StringComparer.Ordinal);
            var storage = new StorageDefinition
            {
                Id = id,
                Type = Text(entry, "type"),
                Content = [.. Text(entry, "content").Split(',')],
                IsShared = Optional(entry, "shared") == "1",
                Size = seen.Values.Max(usage => usage.Total),
                Path = options.GetValueOrDefault("path") ?? options.GetValueOrDefault("vgname") ?? options.GetValueOrDefault("pool") ?? id,
                Options = new(options, StringComparer.Ordinal),
            };
            cluster.Storages.Add(storage);
            foreach (var node in cluster.Nodes)
                AddVolumes(cluster, storage, node.Name, seen[node.Name].Used);
        }
    }

    private (long Total, long Used) Usage(string node, string storage) => file.List($"/nodes/{node}/storage")
        .Where(entry => Text(entry, "storage") == storage)
        .Select(entry => (Whole(entry, "total"), Whole(entry, "used")))
        .FirstOrDefault();

    /// <summary>What the node reports beyond its volumes is taken by something else; below them they are thin.</summary>
    private void AddVolumes(ClusterDocument cluster, StorageDefinition storage, string node, long used)
    {
        foreach (var entry in file.List($"/nodes/{node}/storage/{storage.Id}/content"))
        {
            var id = Text(entry, "volid");
            if (cluster.FindVolume(node, id) is not null)
                continue;
            var content = Text(entry, "content");
            cluster.Volumes.Add(new(id, content, content == "vztmpl" ? "" : Text(entry, "format"), Whole(entry, "size"), DateTimeOffset.FromUnixTimeSeconds(Whole(entry, "ctime")))
            {
                Node = storage.IsShared ? null : node,
                Vmid = Optional(entry, "vmid") is { } vmid ? long.Parse(vmid) : null,
            });
        }

        storage.Reserved[node] = used - cluster.VolumesOn(node, storage).Sum(volume => volume.Size);
    }

    private void AddGuests(ClusterDocument cluster, string node, GuestKind kind)
    {
        foreach (var vmid in file.List($"/nodes/{node}/{kind.Type()}").Select(entry => Whole(entry, "vmid")))
        {
            var at = $"/nodes/{node}/{kind.Type()}/{vmid}";
            var status = file.Fields($"{at}/status/current");
            var isRunning = status.GetValueOrDefault("status") == "running";
            cluster.Guests.Add(new()
            {
                Vmid = vmid,
                Kind = kind,
                Node = node,
                CreatedAt = now.AddDays(-30),
                StartedAt = isRunning ? now.AddSeconds(-long.Parse(status.GetValueOrDefault("uptime", "0"))) : null,
                Pid = isRunning ? 20_000 + (int)(vmid % 10_000) : null,
                Pool = status.GetValueOrDefault("pool"),
                Config = new(file.Fields($"{at}/config").Where(option => option.Key != "digest").ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal),
            });
        }
    }

    private void AddSections(ClusterDocument cluster)
    {
        foreach (var group in file.List("/cluster/ha/groups"))
            cluster.SectionsOf(HaLookup.GroupFile).Add(Section(group, "group", "group", "digest"));
        foreach (var job in file.List("/cluster/backup"))
            cluster.SectionsOf(BackupJobs.File).Add(Section(job, "id", "vzdump", "next-run"));
    }

    private static ConfigSection Section(JsonElement entry, string id, string type, params string[] except) =>
        new() { Id = Text(entry, id), Type = type, Options = new(InventoryFile.Fields(entry, [id, "type", .. except]), StringComparer.Ordinal) };

    private static HaResource Resource(JsonElement entry) => new()
    {
        Sid = Text(entry, "sid"),
        State = Optional(entry, "state") ?? "started",
        Group = Optional(entry, "group"),
        Comment = Optional(entry, "comment"),
        MaxRelocate = Optional(entry, "max_relocate") is { } relocate ? int.Parse(relocate) : null,
        MaxRestart = Optional(entry, "max_restart") is { } restart ? int.Parse(restart) : null,
    };

    private static string Text(JsonElement entry, string name) => Optional(entry, name) ?? "";

    private static string? Optional(JsonElement entry, string name) => entry.TryGetProperty(name, out var value) ? value.ToString() : null;

    private static long Whole(JsonElement entry, string name) => entry.TryGetProperty(name, out var value) ? value.GetInt64() : 0;
}
