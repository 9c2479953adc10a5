using System.Globalization;
using MycoPod.Core.Inventory;
using MycoPod.Reconciler.Planning.Guards;

namespace MycoPod.Reconciler.Planning.Models;

/// <summary>The inventory as a model reads it: short lines, with everything that came from outside made harmless.</summary>
internal sealed class InventoryText(PromptGuards guards)
{
    private const int MostFiles = 25;
    private const int MostStorages = 20;
    private const long Gibibyte = 1L << 30;

    /// <summary>More guests than this are only counted; a model asks for those that matter.</summary>
    public const int MostGuests = 25;

    /// <summary>Whether all guests are in the text.</summary>
    public static bool IsWhole(InventorySnapshot inventory) => inventory.Guests.Count <= MostGuests;

    public string Of(InventorySnapshot inventory) => string.Join('\n', Lines(inventory));

    /// <summary>As in <c>101 ct pihole pve1 running cores=1 memory=512</c>.</summary>
    public string Line(Guest guest)
    {
        var about = guest.IsTemplate ? "template" : guest.Power.ToString().ToLowerInvariant();
        var pool = guest.Pool is { } name ? $" pool={guards.Value(name)}" : "";
        return $"{guest.Vmid} {(guest.Kind == GuestKind.Vm ? "vm" : "ct")} {guards.Value(guest.Name)} {guest.Node} {about}{pool}{string.Concat(guards.Settings.Of(guest).Select(s => $" {s.Key}={guards.Value(s.Value)}"))}";
    }

    public string Line(Storage storage) =>
        $"{guards.Value(storage.Name)} on {storage.Node} ({storage.Type}{(storage.IsShared ? ", shared" : "")}): {string.Join(' ', storage.Content)}, {Size(storage.AvailableBytes)} of {Size(storage.TotalBytes)} free";

    private IEnumerable<string> Lines(InventorySnapshot inventory)
    {
        yield return $"cluster {guards.Value(inventory.ClusterName)}, Proxmox VE {inventory.Version}";
        foreach (var node in inventory.Nodes) yield return $"node {node.Name}: {(node.IsOnline ? $"{node.Cores} cores, {Size(node.MemoryBytes - node.UsedMemoryBytes)} of {Size(node.MemoryBytes)} memory free" : "offline")}";
        foreach (var storage in inventory.Storages.Take(MostStorages)) yield return $"storage {Line(storage)}";
        foreach (var bridges in inventory.Bridges.GroupBy(b => b.Node)) yield return $"bridges on {bridges.Key}: {string.Join(' ', bridges.Select(b => guards.Value(b.Name)))}";
        if (inventory.Pools.Count > 0) yield return $"pools: {string.Join(' ', inventory.Pools.Take(MostStorages).Select(p => guards.Value(p.Name)))}";
        foreach (var line in Files("container templates", inventory.Templates.Select(t => (t.Volume, t.Node)))) yield return line;
        foreach (var line in Files("images", inventory.Images.Select(i => (i.Volume, i.Node)))) yield return line;
        if (IsWhole(inventory))
        {
            yield return "guests: number, kind, name, node, state, settings";
            foreach (var guest in inventory.Guests) yield return Line(guest);
        }
        else yield return string.Create(CultureInfo.InvariantCulture, $"{inventory.Guests.Count} guests, {inventory.Guests.Count(g => g.Power == GuestPower.Running)} of them running. Use find_guests and get_guest for those that matter.");
    }

    /// <summary>One line for files that the same nodes have.</summary>
    private IEnumerable<string> Files(string what, IEnumerable<(string Volume, NodeName Node)> files) => files
        .GroupBy(f => f.Volume, f => f.Node.Value, StringComparer.Ordinal).Take(MostFiles)
        .GroupBy(f => string.Join(' ', f.Order(StringComparer.Ordinal)), f => f.Key, StringComparer.Ordinal)
        .Select(f => $"{what} on {f.Key}: {string.Join(' ', f.Select(guards.Value))}");

    private static string Size(long bytes) => bytes >= Gibibyte || bytes == 0 ? $"{bytes / Gibibyte} GiB" : $"{bytes / (1 << 20)} MiB";
}
