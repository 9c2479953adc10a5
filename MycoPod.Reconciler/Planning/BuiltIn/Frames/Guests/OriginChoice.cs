using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Steps.Storages;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;
using MycoPod.Reconciler.Planning.BuiltIn.World;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Guests;

/// <summary>What a guest is made from, and where.</summary>
internal sealed record Origin(GuestKind Kind, NodeName Node, Guest? Source, string? Volume, string? Drivers = null);

/// <summary>Chooses what new guests are made from: a guest to clone, a container template, a CD.</summary>
internal sealed class OriginChoice(Clause clause, Draft draft, GuestKind kind, Guest? source, string? system, Spec spec, string? node)
{
    private const string UsualSystem = "debian";
    private bool wantsTemplate;
    private bool wantsIso;
    private string? iso;
    private string? file;
    private string? nodeName = node;

    /// <returns>Null where a problem was noted.</returns>
    public Origin? Find()
    {
        spec.Storage ??= Storage();
        wantsTemplate = clause.Take(Slot.TemplateWord) is not null;
        iso = clause.Take(Slot.Iso)?["x"];
        wantsIso = clause.TakeAll(Slot.IsoWord).Count > 0 || iso is not null;
        file = clause.Take(f => f.Slot is Slot.TemplateFile or Slot.File)?["x"];
        if (file?.Contains(":iso/", StringComparison.Ordinal) == true) iso = file;
        return Choose();
    }

    /// <summary>The same for another node, once what is said was read.</summary>
    public Origin? FindOn(string other)
    {
        nodeName = other;
        return Choose();
    }

    private Origin? Choose()
    {
        if (nodeName is not null && draft.Cluster.FindNode(nodeName) is { IsOnline: false } off) draft.Problem($"The node {off.Name} is offline.");
        if (draft.IsStuck) return null;
        if (source is not null) return Copy(source);
        if (kind == GuestKind.Ct) return file?.Contains(":vztmpl/", StringComparison.Ordinal) == true ? WithVolume(file) : Container();
        if (iso is not null) return WithVolume(iso);
        var needsFirmware = spec.Uefi || spec.Tpm || spec.Machine is not null;
        if (!wantsIso
            && !needsFirmware
            && (system ?? (wantsTemplate ? "" : null)) is { } template
            && template.Length > 0
            && Origins.Templates(draft.Cluster, kind, template) is { Count: > 0 } templates)
        {
            return Template(templates);
        }

        if (wantsTemplate && !wantsIso) return Refuse($"There is no template{(system is null ? "" : $" of {system}")}. Templates here: {Known(draft.Cluster.Inventory.Guests.Where(g => g.IsTemplate).Select(g => g.Name))}.");
        return Machine();
    }

    private static string Known(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } list ? list : "none";

    private string? Storage()
    {
        var all = clause.TakeAll(Slot.Storage);
        var facets = all.Where(f => f.Role is "" or "to").ToList();
        foreach (var unknown in all.Where(f => f.Role is "unknown" or "name")) draft.Problem($"There is no storage {Draft.Quote(unknown.Value.Text)}.");
        if (clause.Take(Slot.Place) is { } place) draft.Problem($"There is no node, storage or bridge {Draft.Quote(place.Value.Text)}.");
        if (facets.Select(f => f["x"]).Distinct(StringComparer.Ordinal).ToList() is { Count: > 1 } several) draft.Ask($"{string.Join(" and ", several)}: which disk is to be on which storage?");
        return facets.FirstOrDefault()?["x"];
    }

    private Origin? Refuse(string problem)
    {
        draft.Problem(problem);
        return null;
    }

    private Origin? Copy(Guest from)
    {
        var target = nodeName is null ? from.Node : draft.Cluster.FindNode(nodeName)?.Name ?? from.Node;
        return target == from.Node || IsShared(from) ? new(from.Kind, target, from, null) : Refuse($"{from.Name} has its disks on {from.Node} alone: its copy is made there, and moved in a plan of its own.");
    }

    private bool IsShared(Guest guest) => DiskSlots.Of(guest).All(d => draft.Cluster.Inventory.Storages.Any(s => s.IsShared && d.Text.StartsWith($"{s.Name}:", StringComparison.Ordinal)));

    private Origin? Template(IReadOnlyList<Guest> templates)
    {
        var chosen = templates.FirstOrDefault(t => nodeName is null || Cluster.Same(t.Node.Value, nodeName) || IsShared(t)) ?? templates[0];
        if (templates.Count > 1) draft.Assume($"Of the templates {string.Join(", ", templates.Select(t => t.Name))} the newest that can be used is taken: {chosen.Name}.");
        else draft.Assume($"It is a copy of the template {chosen.Name}.");
        return Copy(chosen);
    }

    private Origin? Container()
    {
        var wanted = system ?? UsualSystem;
        if (system is null
            && Origins.ContainerTemplates(draft.Cluster, wanted, nodeName).Count == 0
            && draft.Cluster.Inventory.Templates.Count > 0
            && !wantsTemplate)
        {
            wanted = Origins.ContainerTemplates(draft.Cluster, "ubuntu", nodeName).Count > 0 ? "ubuntu" : wanted;
        }

        var templates = Origins.ContainerTemplates(draft.Cluster, wanted, nodeName).Where(t => draft.Cluster.OnlineNodes.Any(n => n.Name == t.Node) && CanHold(t.Node)).ToList();
        if (system is null) draft.Assume($"No system is said: {wanted}.");
        if (templates.Count > 0)
        {
            var best = templates[0].Volume;
            var where = nodeName is not null ? templates[0].Node : Placing.Node(draft, [.. templates.Where(t => t.Volume == best).Select(t => t.Node)]);
            return where is { } there ? new(kind, there, null, best) : null;
        }

        return Download(wanted);
    }

    private bool CanHold(NodeName on) => draft.Cluster.Inventory.Storages.Any(s => s.Node == on && s.Content.Contains(kind == GuestKind.Ct ? "rootdir" : "images") && (spec.Storage is null || Cluster.Same(s.Name, spec.Storage)));

    private Origin? Download(string wanted)
    {
        var there = nodeName is { } said ? draft.Cluster.FindNode(said)?.Name : Placing.Node(draft, []);
        if (there is not { } on) return null;
        if (spec.Storage is not null && !CanHold(on)) return Refuse($"{on} has no storage {spec.Storage} that takes containers.");
        var listed = Origins.Listed(draft.Cluster, on, wanted);
        var place = draft.Cluster.Inventory.Storages.FirstOrDefault(s => s.Node == on && s.Content.Contains("vztmpl"))?.Name;
        if (listed is null || place is null) return Refuse($"There is no template for {wanted} on {on}. Templates there: {Known(draft.Cluster.Inventory.Templates.Where(t => t.Node == on).Select(t => t.FileName))}.");
        draft.Assume($"No template for {wanted} is there: {listed} is downloaded to {place}.");
        draft.Do(new DownloadTemplate(on, place, listed));
        return new(kind, on, null, $"{place}:vztmpl/{listed}");
    }

    private Origin? WithVolume(string volume)
    {
        var nodes = draft.Cluster.Inventory.Images.Where(i => i.Volume == volume).Select(i => i.Node).Concat(draft.Cluster.Inventory.Templates.Where(t => t.Volume == volume).Select(t => t.Node)).ToList();
        if (nodes.Count == 0) return Refuse($"There is no file {Draft.Quote(volume)}.");
        if (nodeName is not null) return nodes.Exists(n => Cluster.Same(n.Value, nodeName)) ? new(kind, nodes.Find(n => Cluster.Same(n.Value, nodeName)), null, volume) : Refuse($"{nodeName} has no {volume}.");
        return Placing.Node(draft, [.. nodes.Where(CanHold)]) is { } there ? new(kind, there, null, volume) : null;
    }

    /// <summary>From a CD of the system, or empty where none is said.</summary>
    private Origin? Machine()
    {
        var isEmpty = clause.TakeFlag("noos") | clause.TakeFlag("netboot");
        if (isEmpty && (system is not null || wantsIso)) return Refuse($"{system ?? "a CD"}, and no system: the text says both.");
        if (isEmpty) return Empty();
        if (system is null && !wantsIso)
        {
            draft.Assume("No system is said: the VM has an empty disk. Name a system, a template or a CD to have one.");
            return Empty();
        }

        var isos = Origins.Isos(draft.Cluster, system ?? "", nodeName).Where(i => CanHold(i.Node)).ToList();
        if (isos.Count == 0) return Refuse($"There is neither a template nor an installation CD of {system ?? "a system"}. CDs here: {Known(draft.Cluster.Inventory.Images.Where(i => i.Content == "iso").Select(i => i.FileName).Distinct(StringComparer.Ordinal))}.");
        if (WithVolume(isos[0].Volume) is not { } origin) return null;
        draft.Assume($"The VM starts from the CD {isos[0].FileName}; its system is installed by hand.");
        var drivers = system?.StartsWith("windows", StringComparison.Ordinal) == true ? draft.Cluster.Inventory.Images.FirstOrDefault(i => i.Node == origin.Node && i.FileName.StartsWith("virtio-win", StringComparison.OrdinalIgnoreCase))?.Volume : null;
        return origin with { Drivers = drivers };
    }

    private Origin? Empty()
    {
        var there = nodeName is { } said ? draft.Cluster.FindNode(said)?.Name : Placing.Node(draft, [.. draft.Cluster.OnlineNodes.Select(n => n.Name).Where(CanHold)]);
        return there is { } on ? new(kind, on, null, null) : null;
    }
}
