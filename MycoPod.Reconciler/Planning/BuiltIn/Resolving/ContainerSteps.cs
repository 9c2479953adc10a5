using System.Globalization;
using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Reconciler.Planning.BuiltIn.Intents;

namespace MycoPod.Reconciler.Planning.BuiltIn.Resolving;

/// <summary>Makes the steps that create the containers of a request.</summary>
internal sealed class ContainerSteps(InventorySnapshot inventory, ChosenValues chosen, Findings findings)
{
    private readonly Placing placing = new(inventory, findings);
    private readonly Dictionary<string, string> addresses = [];

    public IEnumerable<CreateContainer> Of(ContainerRequest request)
    {
        foreach (var name in request.FinalNames)
        {
            if (Create(name, Properties(request, name)) is not { } step) continue;
            if (step.Address != ContainerDefaults.Address && !addresses.TryAdd(step.Address.Split('/')[0], name))
                findings.Problem($"{step.Address} can be the address of one container only, not of {addresses[step.Address.Split('/')[0]]} and {name}.");
            yield return step;
        }
    }

    private StatedProperties Properties(ContainerRequest request, string name)
    {
        StatedProperties properties = new();
        var mine = request.Groups.Where(g => request.NameCount != request.FinalNames.Count || g.Names.Contains(name, StringComparer.OrdinalIgnoreCase));
        foreach (var stated in request.Common.All.Concat(request.Shared.All).Concat(mine.SelectMany(g => g.Own.All)))
        {
            if (properties.Add(stated) is { } other)
                findings.Problem($"{Findings.Quote(other.Text)} and {Findings.Quote(stated.Text)} contradict each other for {name}.");
        }

        return properties;
    }

    private CreateContainer? Create(string name, StatedProperties stated)
    {
        var cores = Number(stated, Property.Cores, ContainerDefaults.Cores);
        var memory = Number(stated, Property.Memory, ContainerDefaults.MemoryMiB);
        var disk = Number(stated, Property.Disk, ContainerDefaults.DiskGiB);
        if (placing.Find(stated, cores, memory, disk) is not { } placement) return null;
        NoteChoices(name, stated, placement);
        return new(
            name,
            placement.Node.Name,
            placement.Template.Volume,
            cores,
            memory,
            disk,
            placement.Storage.Name,
            placement.Bridge.Name,
            stated[Property.Address] ?? ContainerDefaults.Address,
            Unprivileged: true,
            Nesting: true);
    }

    private void NoteChoices(string name, StatedProperties stated, Placement placement)
    {
        if (!stated.Has(Property.Template)) NoteSystem(name, stated, placement);
        if (!stated.Has(Property.Cores)) chosen.Note(name, $"Cores not said: {ContainerDefaults.Cores}");
        if (!stated.Has(Property.Memory)) chosen.Note(name, $"Memory not said: {ContainerDefaults.MemoryMiB} MiB");
        if (!stated.Has(Property.Disk)) chosen.Note(name, $"Disk not said: {ContainerDefaults.DiskGiB} GiB");
        if (!stated.Has(Property.Node)) chosen.Note(name, $"Node not said: {placement.Node.Name}{(inventory.Nodes.Count > 1 ? ", the one with the most free memory that fits" : "")}");
        if (!stated.Has(Property.Storage)) chosen.Note(name, $"Storage not said: {placement.Storage.Name}");
        if (!stated.Has(Property.Bridge)) chosen.Note(name, $"Bridge not said: {placement.Bridge.Name}");
        if (!stated.Has(Property.Address)) chosen.Note(name, "Address not said: DHCP");
        else if (stated[Property.Address] != ContainerDefaults.Address) chosen.Note(name, "No gateway is set");
        chosen.Note(name, "Unprivileged, with nesting");
    }

    private void NoteSystem(string name, StatedProperties stated, Placement placement)
    {
        var title = TemplateName.Of(placement.Template).Title;
        if (!stated.Has(Property.System)) chosen.Note(name, $"System not said: {title}");
        else if (stated[Property.System]?.Contains(':') == false) chosen.Note(name, $"Release not said: {title}, the newest template on {placement.Node.Name}");
    }

    private static int Number(StatedProperties stated, Property property, int usual) =>
        stated[property] is not { } text ? usual : int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;
}
