using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Steps;

namespace MycoPod.Core.Plans.Validation;

/// <summary>The rules a plan must keep on the cluster it was made for: what it names exists there, what it makes does not yet.</summary>
public static class InventoryRules
{
    public static IReadOnlyList<PlanProblem> Check(Plan plan, InventorySnapshot inventory) =>
    [
        .. plan.Steps.Index().SelectMany(s => CheckStep(s.Item, plan.Steps.Take(s.Index), inventory).Select(text => new PlanProblem(s.Index + 1, text))),
    ];

    private static IEnumerable<string> CheckStep(Step step, IEnumerable<Step> before, InventorySnapshot inventory) => step switch
    {
        CreateContainer create => CheckCreate(create, inventory),
        _ when step.Target.Vmid is { } vmid => inventory.Guests.FirstOrDefault(g => g.Vmid == vmid) is { } found
            ? CheckExisting(step, before, found, inventory)
            : [$"There is no guest {vmid} ({step.Target.Name}) any more."],
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

    private static IEnumerable<string> CheckExisting(Step step, IEnumerable<Step> before, Guest found, InventorySnapshot inventory)
    {
        var guest = step.Target;
        if ((found.Name, found.Kind, found.Node) != (guest.Name, guest.Type, guest.Node))
            yield return $"{found.Vmid} is now {found.Kind.Noun()} {found.Name} on {found.Node}, not {guest.Type.Noun()} {guest.Name} on {guest.Node}.";
        else if (inventory.Nodes.Any(n => n.Name == found.Node && !n.IsOnline)) yield return $"The node {found.Node} of {guest.Name} is offline.";
        else if (found.Marker != guest.Marker || (guest.HardwareId is not null && found.HardwareId != guest.HardwareId))
            yield return $"{found.Vmid} may be another guest of the name {guest.Name}: its UUID, network cards or mark are not those of then.";
        else if (step is DeleteGuest && found.IsTemplate) yield return $"{guest.Name} is a template; deleting templates is not supported yet.";
        else if (step is DeleteGuest && MayRunAfter(before.Where(s => s.Target == guest), found)) yield return $"{guest.Name} {(found.Power == GuestPower.Unknown ? "may run" : "runs")}: it has to be stopped before it is deleted.";
    }

    private static bool MayRunAfter(IEnumerable<Step> steps, Guest guest) =>
        steps.LastOrDefault(s => s is StartGuest or StopGuest) is { } last ? last is StartGuest : guest.Power != GuestPower.Stopped;
}
