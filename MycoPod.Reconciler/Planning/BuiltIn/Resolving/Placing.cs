using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Reconciler.Planning.BuiltIn.Intents;

namespace MycoPod.Reconciler.Planning.BuiltIn.Resolving;

/// <summary>
/// Finds node, template, storage and bridge for a container: what the text says, else the node with the most free memory that
/// has all the rest. Equal nodes are told apart by name, so that planning twice gives the same plan.
/// </summary>
internal sealed class Placing(InventorySnapshot inventory, Findings findings)
{
    private const long Gibibyte = 1L << 30;
    private const long Mebibyte = 1L << 20;

    public Placement? Find(StatedProperties stated, int cores, int memoryMiB, int diskGiB)
    {
        var nodes = Nodes(stated[Property.Node]);
        if (nodes.Count == 0) return Refuse(stated[Property.Node] is { } name ? $"The node {name} is offline." : "No node is online.");
        var withTemplate = nodes.Where(n => Template(n, stated) is not null).ToList();
        if (withTemplate.Count == 0) return Refuse(NoTemplate(nodes, stated));
        var withStorage = withTemplate.Where(n => StorageOn(n, stated[Property.Storage], diskGiB) is not null).ToList();
        if (withStorage.Count == 0) return Refuse(NoStorage(withTemplate, stated[Property.Storage], diskGiB));
        var withBridge = withStorage.Where(n => BridgeOn(n, stated[Property.Bridge]) is not null).ToList();
        if (withBridge.Count == 0) return Refuse($"{Names(withStorage)}: no bridge{(stated[Property.Bridge] is { } bridge ? $" {bridge}" : "")} there.");
        var node = withBridge.Where(n => n.Cores >= cores && n.MemoryBytes / Mebibyte >= memoryMiB)
            .OrderByDescending(n => n.MemoryBytes - n.UsedMemoryBytes).ThenBy(n => n.Name.Value, StringComparer.Ordinal).FirstOrDefault();
        return node is not null && Template(node, stated) is { } template && StorageOn(node, stated[Property.Storage], diskGiB) is { } storage && BridgeOn(node, stated[Property.Bridge]) is { } found
            ? new(node, template, storage, found)
            : Refuse($"{Names(withBridge)}: too small for {cores} cores and {Size.OfMiB(memoryMiB)} of memory.");
    }

    private List<Node> Nodes(string? stated) =>
        [.. inventory.Nodes.Where(n => n.IsOnline && (stated is null || n.Name.Value == stated))];

    private ContainerTemplate? Template(Node node, StatedProperties stated)
    {
        var here = inventory.Templates.Where(t => t.Node == node.Name);
        if (stated[Property.Template] is { } file) return here.FirstOrDefault(t => t.Volume == file || t.FileName == file);
        var system = stated[Property.System] ?? ContainerDefaults.System;
        return here.Where(t => TemplateName.Of(t).Is(system))
            .OrderByDescending(TemplateName.Of, Comparer<TemplateName>.Create(TemplateName.Compare))
            .ThenBy(t => t.Volume, StringComparer.Ordinal).FirstOrDefault();
    }

    private Storage? StorageOn(Node node, string? stated, int diskGiB)
    {
        var here = inventory.Storages.Where(s => s.Node == node.Name && s.Content.Contains("rootdir"));
        return stated is not null
            ? here.FirstOrDefault(s => s.Name == stated)
            : here.Where(s => s.AvailableBytes >= diskGiB * Gibibyte).OrderBy(s => s.IsShared).ThenByDescending(s => s.AvailableBytes).ThenBy(s => s.Name, StringComparer.Ordinal).FirstOrDefault();
    }

    private Bridge? BridgeOn(Node node, string? stated)
    {
        var here = inventory.Bridges.Where(b => b.Node == node.Name).OrderBy(b => b.Name, StringComparer.Ordinal).ToList();
        return stated is null ? here.FirstOrDefault(b => b.Name == ContainerDefaults.Bridge) ?? here.FirstOrDefault() : here.FirstOrDefault(b => b.Name == stated);
    }

    private string NoTemplate(IReadOnlyList<Node> nodes, StatedProperties stated)
    {
        var wanted = stated[Property.Template] ?? TemplateName.TitleOf(stated[Property.System] ?? ContainerDefaults.System);
        var there = inventory.Templates.Where(t => nodes.Any(n => n.Name == t.Node)).Select(t => t.FileName).Distinct().Order(StringComparer.Ordinal).ToList();
        return $"There is no template for {wanted} on {Names(nodes)}. Templates there: {(there.Count == 0 ? "none" : string.Join(", ", there))}.";
    }

    private static string NoStorage(IReadOnlyList<Node> nodes, string? stated, int diskGiB) => stated is null
        ? $"{Names(nodes)}: no storage that takes containers has {diskGiB} GiB free."
        : $"{Names(nodes)}: no storage {stated} that takes containers.";

    private static string Names(IEnumerable<Node> nodes) => string.Join(", ", nodes.Select(n => n.Name.Value));

    private Placement? Refuse(string problem)
    {
        findings.Problem(problem);
        return null;
    }
}
