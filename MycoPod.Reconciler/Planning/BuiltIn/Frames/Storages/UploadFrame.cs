using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Steps.Storages;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;
using MycoPod.Reconciler.Planning.BuiltIn.World;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Storages;

/// <summary>"Upload my-system.iso to local on pve2": a file of the Agent's uploads folder.</summary>
internal sealed class UploadFrame : IFrame
{
    public bool Fits(Clause clause, Draft draft) => clause.Is("download", "put", "add", "import") && clause.Has(Slot.Upload) && !clause.HasAny(Slot.Guests, Slot.Url);

    public void Plan(Clause clause, Draft draft)
    {
        var name = clause.Take(Slot.Upload)?["x"] ?? "";
        clause.TakeAll(Slot.IsoWord);
        clause.TakeAll(Slot.TemplateWord);
        clause.TakeObject("iso", "image", "template", "storage");
        if (clause.Take(f => f.Slot == Slot.Storage && f.Role == "unknown") is { } nowhere) draft.Problem($"There is no storage {Draft.Quote(nowhere.Value.Text)}.");
        var said = clause.Take(f => f.Slot == Slot.Storage && f.Has("x"))?["x"];
        var nodes = clause.TakeAll(Slot.Node).Where(f => f.Has("x")).Select(f => draft.Cluster.FindNode(f["x"])?.Name).OfType<NodeName>().Distinct().ToList();
        var content = ContentOf(name);
        if (content is null || draft.Cluster.Inventory.Uploads?.FirstOrDefault(u => u.Name == name) is not { } file)
        {
            draft.Problem($"{name} is no file that Proxmox takes: an ISO, a container template, or a disk image.");
            return;
        }

        foreach (var node in nodes.Count > 0 ? nodes : [.. draft.Cluster.OnlineNodes.Take(1).Select(n => n.Name)])
        {
            var storage = said ?? draft.Cluster.Inventory.Storages.Where(s => s.Node == node && s.Content.Contains(content)).OrderByDescending(s => s.Name == "local").ThenByDescending(s => s.AvailableBytes).FirstOrDefault()?.Name;
            if (storage is null) draft.Problem($"{node} has no storage for {content}.");
            else draft.Do(new UploadFile(node, storage, content, name, file.SizeBytes, file.Sha256));
        }
    }

    private static string? ContentOf(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".iso" or ".img" => "iso",
        ".qcow2" or ".raw" or ".vmdk" or ".ova" => "import",
        _ => name.Contains(".tar.", StringComparison.Ordinal) ? "vztmpl" : null,
    };
}
