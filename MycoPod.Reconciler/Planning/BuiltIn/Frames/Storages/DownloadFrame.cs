using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Steps.Storages;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;
using MycoPod.Reconciler.Planning.BuiltIn.World;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Storages;

/// <summary>"Download https://… to local on pve", "put the Fedora 41 container template on local of every node".</summary>
internal sealed class DownloadFrame : IFrame
{
    private static readonly Slot[] Things = [Slot.TemplateWord, Slot.IsoWord, Slot.Url];

    public bool Fits(Clause clause, Draft draft) => !clause.Has(Slot.Guests) && ((clause.Is("download") && (clause.HasAny(Things) || clause.Has(Slot.TemplateFile, "listed") || clause.Has(Slot.System) || clause.HasObject("template", "iso", "image")))
        || (clause.Is("put", "add", "have", "be", "exist", "", "import", "create") && !clause.HasObject("vm", "ct") && (clause.HasAny(Things) || clause.HasObject("template", "iso", "image")) && (clause.Has(Slot.System) || clause.Has(Slot.Url)) && !clause.HasAny(Slot.Cores, Slot.Memory, Slot.Names)));

    public void Plan(Clause clause, Draft draft)
    {
        var url = clause.Take(Slot.Url)?["x"];
        var wantsIso = clause.TakeAll(Slot.IsoWord).Count > 0 | clause.TakeObject("iso");
        var wantsImage = clause.TakeObject("image");
        clause.TakeAll(Slot.TemplateWord);
        clause.TakeObject("template", "storage");
        clause.TakeFlag("latest", "cloudinit", "atonce");
        var system = clause.Take(Slot.System) is { } said ? said.Has("v") ? $"{said["x"]} {said["v"]}" : said["x"] : null;
        var file = clause.Take(Slot.FileName)?["x"] ?? clause.Take(Slot.Names)?.Value.Text;
        var listed = clause.Take(Slot.TemplateFile, "listed")?["x"];
        var algorithm = clause.Take(Slot.Checksum);
        if (clause.Take(f => f.Slot == Slot.Storage && f.Role == "unknown") is { } nowhere) draft.Problem($"There is no storage {Draft.Quote(nowhere.Value.Text)}.");
        var storage = clause.Take(f => f.Slot == Slot.Storage && f.Has("x"))?["x"];
        foreach (var node in Nodes(clause, draft))
        {
            if (listed is not null) Listed(listed, storage, node, draft);
            else if (url is not null) FromAddress(url, file, wantsImage, algorithm, storage, node, draft);
            else if (wantsIso || wantsImage) AskAddress(system, wantsIso, draft);
            else if (system is not null) Template(system, storage, node, draft);
        }
    }

    private static List<NodeName> Nodes(Clause clause, Draft draft)
    {
        var said = clause.TakeAll(Slot.Node);
        if (said.Any(f => f.Role is "every" or "spread")) return [.. draft.Cluster.OnlineNodes.Select(n => n.Name)];
        var named = said.Where(f => f.Has("x")).Select(f => draft.Cluster.FindNode(f["x"])?.Name).OfType<NodeName>().Distinct().ToList();
        return named.Count > 0 ? named : draft.Cluster.OnlineNodes.Count > 0 ? [draft.Cluster.OnlineNodes[0].Name] : [];
    }

    private static void AskAddress(string? system, bool isIso, Draft draft)
    {
        var images = draft.Cluster.Inventory.Images.Where(i => i.Content == (isIso ? "iso" : "import")).Select(i => i.FileName).Distinct(StringComparer.Ordinal).ToList();
        if (system is not null && isIso && Origins.Isos(draft.Cluster, system, node: null) is [var there, ..]) draft.Already($"{there.FileName} is there already.");
        else draft.Ask($"From which address is the {(isIso ? "ISO" : "image")}{(system is null ? "" : $" of {system}")} to be downloaded?{(images.Count == 0 ? "" : $" There are: {string.Join(", ", images.Take(6))}.")}");
    }

    private static string? Place(string content, string? said, NodeName node, Draft draft) =>
        said is not null ? Placing.Storage(draft, node, content, said, 0) : draft.Cluster.Inventory.Storages.Where(s => s.Node == node && s.Content.Contains(content)).OrderByDescending(s => s.Name == "local").ThenByDescending(s => s.AvailableBytes).FirstOrDefault()?.Name;

    private static void Template(string system, string? said, NodeName node, Draft draft)
    {
        if (PlaceOfTemplates(said, node, draft) is not { } place) return;
        var isThere = Origins.ContainerTemplates(draft.Cluster, system, node.Value).FirstOrDefault(t => t.Volume.StartsWith($"{place}:", StringComparison.Ordinal));
        if (isThere is not null) draft.Already($"{isThere.FileName} is on {place} of {node} already.");
        else if (Origins.Listed(draft.Cluster, node, system) is { } file) draft.Do(new DownloadTemplate(node, place, file));
        else draft.Problem($"Proxmox lists no template for {system}.");
    }

    /// <summary>A template by the name that Proxmox lists it under.</summary>
    private static void Listed(string file, string? said, NodeName node, Draft draft)
    {
        if (PlaceOfTemplates(said, node, draft) is not { } place) return;
        if (draft.Cluster.Inventory.Templates.Any(t => t.Node == node && t.Volume == $"{place}:vztmpl/{file}")) draft.Already($"{file} is on {place} of {node} already.");
        else draft.Do(new DownloadTemplate(node, place, file));
    }

    private static string? PlaceOfTemplates(string? said, NodeName node, Draft draft)
    {
        var place = Place("vztmpl", said, node, draft);
        if (place is null && !draft.IsStuck) draft.Problem($"{node} has no storage for templates.");
        return place;
    }

    private static void FromAddress(string url, string? file, bool wantsImage, Facet? checksum, string? said, NodeName node, Draft draft)
    {
        var name = file ?? Uri.UnescapeDataString(url.Split('?')[0][(url.Split('?')[0].LastIndexOf('/') + 1)..]);
        var content = name.EndsWith(".iso", StringComparison.OrdinalIgnoreCase) ? "iso" : name.Contains(".tar.", StringComparison.OrdinalIgnoreCase) ? "vztmpl" : name.EndsWith(".img", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".qcow2", StringComparison.OrdinalIgnoreCase) || wantsImage ? "import" : "";
        if (content.Length == 0)
        {
            draft.Problem($"{name} is no file that Proxmox downloads: an ISO, a container template, or a disk image.");
            return;
        }

        var place = Place(content, said, node, draft);
        if (content == "import" && (place is null || draft.IsStuck) && name.EndsWith(".img", StringComparison.OrdinalIgnoreCase)) (content, place) = ("iso", draft.IsStuck ? null : Place("iso", said, node, draft));
        if (content == "import" && name.EndsWith(".img", StringComparison.OrdinalIgnoreCase)) name = $"{name[..^4]}.qcow2";
        if (place is null) draft.Problem($"{node} has no storage for {content}.");
        else if (draft.Cluster.Inventory.Images.Any(i => i.Node == node && i.Volume == $"{place}:{content}/{name}")) draft.Already($"{name} is on {place} already.");
        else draft.Do(new DownloadFile(node, place, content, name, url, checksum?["x"], checksum?["a"].ToLowerInvariant()));
    }
}
