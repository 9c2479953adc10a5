using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Steps;

namespace MycoPod.Core.Plans.Validation;

/// <summary>The rules a plan must keep on the cluster it was made for: what it names exists there, what it makes does not yet.</summary>
public static class InventoryRules
{
    public static IReadOnlyList<PlanProblem> Check(Plan plan, InventorySnapshot inventory) =>
    [
        .. plan.Steps.Index().SelectMany(s => CheckStep(s.Item, inventory).Select(text => new PlanProblem(s.Index + 1, text))),
    ];

    private static IEnumerable<string> CheckStep(Step step, InventorySnapshot inventory) => step switch
    {
        CreateContainer create => CheckCreate(create, inventory),
        _ when step.Target.Vmid is { } vmid => CheckExisting(step.Target, vmid, inventory),
        _ => [],
    };

    private static IEnumerable<string> CheckCreate(CreateContainer create, InventorySnapshot inventory)
    {
        var node = inventory.Nodes.FirstOrDefault(n => n.Name == create.Node);
        if (node is null)
        {
            yield return $"There is no node {create.Node}. Nodes here: {string.Join(", ", inventory.Nodes.Select(n => n.Name))}.";
            yield break;
        }

        if (!node.IsOnline) yield return $"The node {create.Node} is offline.";
        if (create.Cores > node.Cores) yield return $"{create.Node} has {node.Cores} cores, fewer than {create.Cores}.";
        if (create.MemoryMiB * 1024L * 1024 > node.MemoryBytes) yield return $"{create.Node} has {Size.OfMiB((int)(node.MemoryBytes / 1024 / 1024))} of memory, less than {Size.OfMiB(create.MemoryMiB)}.";
        if (!inventory.Templates.Any(t => t.Node == create.Node && t.Volume == create.Template)) yield return $"{create.Node} has no template {create.Template}.";
        if (!inventory.Bridges.Any(b => b.Node == create.Node && b.Name == create.Bridge)) yield return $"{create.Node} has no bridge {create.Bridge}.";
        if (!inventory.Storages.Any(s => s.Node == create.Node && s.Name == create.Storage && s.Content.Contains("rootdir")))
            yield return $"{create.Node} has no storage {create.Storage} that takes containers.";
        if (inventory.GuestsNamed(create.Name).FirstOrDefault() is { } twin)
            yield return $"A guest named {create.Name} exists already: {twin.Kind.Noun()} {twin.Vmid} on {twin.Node}.";
    }

    private static IEnumerable<string> CheckExisting(GuestReference guest, Vmid vmid, InventorySnapshot inventory)
    {
        var found = inventory.Guests.FirstOrDefault(g => g.Vmid == vmid);
        if (found is null) yield return $"There is no guest {vmid} ({guest.Name}) any more.";
        else if (GuestReference.To(found) != guest) yield return $"{vmid} is now {found.Kind.Noun()} {found.Name} on {found.Node}, not {guest.Type.Noun()} {guest.Name} on {guest.Node}.";
    }
}
