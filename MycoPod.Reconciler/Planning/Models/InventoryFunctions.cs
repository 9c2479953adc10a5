using System.ComponentModel;
using Microsoft.Extensions.AI;
using MycoPod.Core.Inventory;
using MycoPod.Reconciler.Planning.Guards;

namespace MycoPod.Reconciler.Planning.Models;

/// <summary>What a model may ask while it plans. All of it reads a snapshot that is already there; nothing here reaches the cluster.</summary>
internal sealed class InventoryFunctions(InventorySnapshot? inventory, InventoryText lines, StepCatalogue catalogue)
{
    private const int MostRows = 40;

    /// <summary>The functions that help: for a small cluster everything is said already.</summary>
    public IList<AITool> Tools() =>
    [
        AIFunctionFactory.Create(DescribeStepKind, "describe_step_kind"),
        .. inventory is null || InventoryText.IsWhole(inventory) ? Array.Empty<AITool>() :
        [
            AIFunctionFactory.Create(FindGuests, "find_guests"),
            AIFunctionFactory.Create(GetGuest, "get_guest"),
            AIFunctionFactory.Create(ListStorages, "list_storages"),
        ],
    ];

    [Description("What a step kind does and what each of its parameters means.")]
    private string DescribeStepKind([Description("as in create-vm")] string kind) => catalogue.Find(kind)?.Describe() ?? "There is no such step kind.";

    [Description("Guests whose name, tags, pool, node or state hold a text; an empty text finds all.")]
    private string FindGuests(string text)
    {
        var found = (inventory?.Guests ?? []).Where(g => Holds(g, text)).ToList();
        var shown = found.Take(MostRows).Select(lines.Line);
        return FenceMarks.Fence("DATA", string.Join('\n', found.Count > MostRows ? shown.Append($"and {found.Count - MostRows} more") : shown));
    }

    [Description("One guest with its settings, by name or number.")]
    private string GetGuest(string guest) => FenceMarks.Fence(
        "DATA", string.Join('\n', (inventory?.Guests ?? []).Where(g => g.Vmid.ToString() == guest || string.Equals(g.Name, guest, StringComparison.OrdinalIgnoreCase)).Take(MostRows).Select(lines.Line).DefaultIfEmpty("There is no such guest.")));

    [Description("All storages with their free space.")]
    private string ListStorages() => FenceMarks.Fence("DATA", string.Join('\n', (inventory?.Storages ?? []).Take(MostRows).Select(lines.Line)));

    private static bool Holds(Guest guest, string text) =>
        new[] { guest.Name, guest.Pool, guest.Node.Value, guest.Power.ToString(), guest.Settings.GetValueOrDefault("tags"), guest.Vmid.ToString() }
            .Any(value => value?.Contains(text, StringComparison.OrdinalIgnoreCase) == true);
}
