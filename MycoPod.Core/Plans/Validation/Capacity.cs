using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Fields;
using MycoPod.Core.Plans.Steps.Guests;

namespace MycoPod.Core.Plans.Validation;

/// <summary>
/// What the guests of a plan take of nodes and storages, one step after the other. No guest may have more than its node has, nor may all that
/// are made on a node together; disks have to fit into what their storage has free. What guests had before is not counted: they may share.
/// </summary>
internal sealed class Capacity(InventorySnapshot inventory)
{
    private const long Mebibyte = 1L << 20;
    private const long Gibibyte = 1L << 30;

    private readonly Dictionary<string, (NodeName Node, long MiB)> made = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(string Guest, string Disk), (NodeName Node, string Storage, long GiB)> copied = [];
    private readonly Dictionary<string, long> taken = new(StringComparer.Ordinal);

    /// <summary>The steps that make guests check each by itself.</summary>
    public IEnumerable<string> Take(Step step) => step switch
    {
        CreateVm vm => [.. Together(vm.Name, vm.Node, vm.MemoryMiB), .. Disk(vm.Node, vm.Storage, vm.DiskGiB ?? 0), .. (vm.MoreDisks ?? []).SelectMany(d => Disk(vm.Node, d.Storage, d.SizeGiB))],
        CreateContainer ct => [.. Together(ct.Name, ct.Node, ct.MemoryMiB), .. Disk(ct.Node, ct.Storage, ct.DiskGiB), .. (ct.Mounts ?? []).SelectMany(m => Disk(ct.Node, m.Storage, m.SizeGiB))],
        CloneGuest clone => [.. Alone(clone.Name, clone.Node, cores: null, MemoryOf(clone.Source)), .. Together(clone.Name, clone.Node, MemoryOf(clone.Source)), .. Copy(clone)],
        ConfigureGuest change => Change(change),
        AddDisk disk => Disk(disk.Guest.Node, disk.Storage, disk.SizeGiB),
        ResizeDisk { SeenDisk: { } seen } disk when DiskSize.OfProperties(seen) is { } now => Disk(disk.Guest.Node, seen.Split(':')[0], disk.SizeGiB - (now / Gibibyte)),
        ResizeDisk { SeenDisk: null } disk when copied.TryGetValue((disk.Guest.Name, disk.Disk), out var copy) => Disk(copy.Node, copy.Storage, disk.SizeGiB - copy.GiB),
        _ => [],
    };

    /// <summary>The disks of a copy; a linked one shares its first blocks with what it is made from, until it grows.</summary>
    private IEnumerable<string> Copy(CloneGuest clone)
    {
        if (clone.Source.Vmid is not { } vmid || inventory.Guests.FirstOrDefault(g => g.Vmid == vmid) is not { } source) yield break;
        foreach (var (name, text) in source.Settings.Where(s => Names.IsDisk(source.Kind, s.Key) && !s.Value.Contains("media=cdrom", StringComparison.Ordinal)))
        {
            if (DiskSize.OfProperties(text) is not { } size) continue;
            var storage = clone.Storage ?? text.Split(':')[0];
            copied[(clone.Name, name)] = (clone.Node, storage, size / Gibibyte);
            foreach (var problem in clone.Full ? Disk(clone.Node, storage, size / Gibibyte) : []) yield return problem;
        }
    }

    /// <summary>New guests of a node, none of which is too large by itself.</summary>
    private IEnumerable<string> Together(string name, NodeName place, long? memory)
    {
        if (memory is not { } wanted || inventory.Nodes.FirstOrDefault(n => n.Name == place) is not { MemoryBytes: > 0 } node) yield break;
        made[name] = (place, wanted);
        var total = made.Values.Where(g => g.Node == place).Sum(g => g.MiB);
        if (wanted * Mebibyte <= node.MemoryBytes && total * Mebibyte > node.MemoryBytes) yield return $"With {name} the plan gives new guests of {node.Name} {Size.OfMiB((int)Math.Min(total, int.MaxValue))} of memory, and it has {node.MemoryBytes / Gibibyte} GiB.";
    }

    private IEnumerable<string> Change(ConfigureGuest change)
    {
        var settings = change.Guest.Vmid is { } vmid ? inventory.Guests.FirstOrDefault(g => g.Vmid == vmid)?.Settings : null;
        var (cores, memory) = (Number(change, "cores"), Number(change, "memory"));
        if (cores is not null) cores *= Number(change, "sockets") ?? Whole(settings?.GetValueOrDefault("sockets")) ?? 1;
        var alone = Alone(change.Guest.Name, change.Guest.Node, cores, memory);
        return change.Guest.Vmid is null ? [.. alone, .. Together(change.Guest.Name, change.Guest.Node, memory)] : alone;
    }

    private IEnumerable<string> Alone(string name, NodeName place, int? cores, long? memory)
    {
        if (inventory.Nodes.FirstOrDefault(n => n.Name == place) is not { } node) yield break;
        if (cores > node.Cores && node.Cores > 0) yield return $"{name} would have {cores} cores, and {node.Name} has {node.Cores}.";
        if (memory is { } wanted && wanted * Mebibyte > node.MemoryBytes && node.MemoryBytes > 0) yield return $"{name} would have {Size.OfMiB((int)wanted)} of memory, and {node.Name} has {node.MemoryBytes / Gibibyte} GiB.";
    }

    private IEnumerable<string> Disk(NodeName node, string name, long gib)
    {
        if (gib <= 0 || inventory.Storages.FirstOrDefault(s => s.Node == node && s.Name == name) is not { TotalBytes: > 0 } storage) yield break;
        var key = storage.IsShared ? name : $"{node}/{name}";
        var total = taken[key] = taken.GetValueOrDefault(key) + gib;
        if (total * Gibibyte > storage.AvailableBytes) yield return $"The plan takes {total} GiB of {name}{(storage.IsShared ? "" : $" on {node}")}, which has {storage.AvailableBytes / Gibibyte} GiB free.";
    }

    private long? MemoryOf(GuestReference source) =>
        source.Vmid is { } vmid ? Whole(inventory.Guests.FirstOrDefault(g => g.Vmid == vmid)?.Settings.GetValueOrDefault("memory")) : made.TryGetValue(source.Name, out var known) ? known.MiB : null;

    private static int? Number(ConfigureGuest change, string name) => Whole(change.Changes.FirstOrDefault(c => c.Name == name)?.To);

    private static int? Whole(string? text) => int.TryParse(text?.Replace("current=", "", StringComparison.Ordinal), out var number) ? number : null;
}
