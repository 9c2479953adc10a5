using System.Text.Json;
using MycoPod.Core.Inventory;
using MycoPod.Core.Proxmox;

namespace MycoPod.Reconciler.Planning.BuiltIn.World;

/// <summary>The cluster as a text can speak of it: the inventory, and what is read where the text turns on it.</summary>
internal sealed class Cluster(InventorySnapshot inventory, KnownFacts facts)
{
    /// <summary>Asked for with each word of a text.</summary>
    private readonly Lazy<HashSet<string>> tags = new(() => inventory.Guests.SelectMany(g => g.Tags).ToHashSet(StringComparer.OrdinalIgnoreCase));

    public InventorySnapshot Inventory => inventory;

    public KnownFacts Facts => facts;

    public IReadOnlyList<Node> OnlineNodes { get; } = [.. inventory.Nodes.Where(n => n.IsOnline)];

    public Node? FindNode(string name) => inventory.Nodes.FirstOrDefault(n => Same(n.Name.Value, name));

    public Storage? FindStorage(string name) => inventory.Storages.FirstOrDefault(s => Same(s.Name, name));

    public Guest? FindGuest(int id) => inventory.Guests.FirstOrDefault(g => g.Vmid.Value == id);

    public IReadOnlyList<Guest> GuestsNamed(string name) => [.. inventory.GuestsNamed(name)];

    /// <summary>Guests whose name is this but for spaces and hyphens: "home assistant".</summary>
    public IReadOnlyList<Guest> GuestsLikelyNamed(string name) => Plain(name) is { Length: > 3 } plain ? [.. inventory.Guests.Where(g => Plain(g.Name) == plain)] : [];

    public string? FindPool(string name) => inventory.Pools.Select(p => p.Name).Concat(facts.Rows("/pools").Select(r => r.Text("poolid")).OfType<string>()).FirstOrDefault(p => Same(p, name));

    public bool HasTag(string tag) => tags.Value.Contains(tag);

    /// <summary>A row of a list by one of its values, written as the cluster writes it.</summary>
    public string? FindIn(string path, string key, string name) => facts.Rows(path).Select(r => r.Text(key)).OfType<string>().FirstOrDefault(v => Same(v, name));

    public IReadOnlyList<JsonElement> Rows(string path) => [.. facts.Rows(path)];

    public IReadOnlyList<TakenSnapshot> SnapshotsOf(Guest guest) =>
        [.. facts.Rows($"/nodes/{FindGuest(guest.Vmid.Value)?.Node ?? guest.Node}/{guest.Kind.ApiName()}/{guest.Vmid}/snapshot").Where(r => r.Text("name") != "current").Select(r => new TakenSnapshot(r.RequiredText("name"), r.Number("snaptime")) { HasMemory = r.Flag("vmstate") })];

    /// <summary>Every backup that can be seen, the oldest first.</summary>
    public IReadOnlyList<Backup> Backups() =>
    [
        .. inventory.Storages.Where(s => s.Content.Contains("backup")).DistinctBy(s => s.IsShared ? s.Name : $"{s.Node}/{s.Name}")
            .SelectMany(s => facts.Rows($"/nodes/{s.Node}/storage/{s.Name}/content").Where(r => r.Text("content") == "backup").Select(r => Backup.Of(r, s)))
            .OrderBy(b => b.Time, StringComparer.Ordinal),
    ];

    public static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static string Plain(string name) => new([.. name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
}

/// <summary>A backup on a storage.</summary>
/// <param name="Time">When it was made, in a form that sorts, digits alone.</param>
internal sealed record Backup(string Volume, Storage Storage, int Vmid, GuestKind Kind, string Time, long SizeBytes)
{
    public static Backup Of(JsonElement row, Storage storage)
    {
        var volume = row.RequiredText("volid");
        var stamp = volume[(volume.LastIndexOf(':') < volume.IndexOf('/', StringComparison.Ordinal) ? volume.IndexOf('/', StringComparison.Ordinal) : 0)..];
        var from = stamp.IndexOf("20", stamp.IndexOf($"{row.Number("vmid")}", StringComparison.Ordinal) is var id and >= 0 ? id + $"{row.Number("vmid")}".Length : 0, StringComparison.Ordinal);
        var time = new string([.. (from < 0 ? "" : stamp[from..]).Where(char.IsAsciiDigit).Take(14)]);
        return new(volume, storage, (int)row.Number("vmid"), row.Text("subtype") == "lxc" ? GuestKind.Ct : GuestKind.Vm, time, row.Number("size")) { IsProtected = row.Flag("protected") };
    }

    /// <summary>Whether no rule deletes it.</summary>
    public bool IsProtected { get; private init; }
}
