using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Steps.Storages;
using MycoPod.Core.Proxmox;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;
using MycoPod.Reconciler.Planning.BuiltIn.World;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Backups;

/// <summary>"Delete the backup local:backup/…", "delete the backup of pihole from 2025-04-06", "delete the ISO debian-12.iso".</summary>
internal sealed class DeleteBackupFrame : IFrame
{
    public bool Fits(Clause clause, Draft draft) =>
        clause.Is("delete", "remove")
        && (clause.HasObject("backup") || clause.HasAny(Slot.File, Slot.TemplateFile) || (clause.Has(Slot.Iso) && !clause.Has(Slot.Guests)) || IsOfSystem(clause));

    /// <summary>"the Windows 11 ISO", "the Debian container template".</summary>
    private static bool IsOfSystem(Clause clause) => clause.Has(Slot.System) && !clause.Has(Slot.Guests) && (clause.HasAny(Slot.IsoWord, Slot.TemplateWord) || clause.HasObject("iso", "template"));

    /// <summary>The one file of a system there is; which of several is asked.</summary>
    private static void OfSystem(Clause clause, Draft draft)
    {
        var said = clause.Take(Slot.System);
        var system = said is null ? "" : said.Has("v") ? $"{said["x"]} {said["v"]}" : said["x"];
        var isTemplate = clause.TakeAll(Slot.TemplateWord).Count > 0 | clause.TakeObject("template");
        var storage = clause.Take(f => f.Slot == Slot.Storage && f.Has("x"))?["x"];
        var node = clause.Take(f => f.Slot == Slot.Node && f.Has("x"))?["x"];
        clause.TakeAll(Slot.IsoWord);
        clause.TakeObject("iso", "image", "ct");
        var volumes = (isTemplate ? Origins.ContainerTemplates(draft.Cluster, system, node).Select(t => t.Volume) : Origins.Isos(draft.Cluster, system, node).Select(i => i.Volume)).Where(v => storage is null || v.StartsWith($"{storage}:", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).ToList();
        if (volumes.Count == 0) draft.Problem($"There is no {(isTemplate ? "template" : "ISO")} of {system}{(storage is null ? "" : $" on {storage}")}.");
        else if (volumes.Count > 1) draft.Ask("Which file is to be deleted?", volumes);
        else File(volumes[0], node, draft);
    }

    public void Plan(Clause clause, Draft draft)
    {
        if (IsOfSystem(clause) && !clause.HasObject("backup"))
        {
            OfSystem(clause, draft);
            return;
        }

        clause.TakeObject("backup", "iso", "template", "image");
        clause.TakeAll(Slot.IsoWord);
        clause.TakeAll(Slot.TemplateWord);
        var storage = clause.Take(Slot.Storage)?["x"];
        if ((clause.Take(f => f.Slot is Slot.File or Slot.TemplateFile or Slot.Iso))?.Value.Text is { } volume)
        {
            if (storage is not null && !volume.StartsWith($"{storage}:", StringComparison.Ordinal)) draft.Problem($"{volume} is not on {storage}.");
            else File(volume, clause.Take(f => f.Slot == Slot.Node && f.Has("x"))?["x"], draft);
            return;
        }

        var date = BackupDay.Take(clause);
        if (date is null || clause.Facets.Exists(f => f.Guests is { IsAll: true }))
        {
            draft.Ask("Which backup is to be deleted? Backups are deleted one by one: say of which guest and from which day.");
            return;
        }

        foreach (var target in Lookup.Guests(clause, draft, mayGuess: false) ?? [])
        {
            var found = draft.Cluster.Backups().Where(b => b.Vmid == target.Existing?.Vmid.Value && (storage is null || b.Storage.Name == storage) && date.Fits(b)).ToList();
            if (found.Count == 1) draft.Do(new DeleteVolume(found[0].Storage.Node, found[0].Volume, found[0].SizeBytes));
            else if (found.Count == 0) draft.Problem($"There is no backup of {target.Name} from that day.");
            else draft.Ask($"Which backup of {target.Name}?", found.Select(b => b.Volume));
        }
    }

    private static void File(string volume, string? node, Draft draft)
    {
        var storage = volume.Split(':')[0];
        List<DeleteVolume> files =
        [
            .. draft.Cluster.Inventory.Templates.Where(t => t.Volume == volume).Select(t => new DeleteVolume(t.Node, volume, SizeOf(t, draft))),
            .. draft.Cluster.Inventory.Images.Where(i => i.Volume == volume).Select(i => new DeleteVolume(i.Node, volume, i.SizeBytes)),
            .. volume.Contains(":backup/", StringComparison.Ordinal) ? draft.Cluster.Backups().Where(b => b.Volume == volume).Select(b => new DeleteVolume(b.Storage.Node, volume, b.SizeBytes)) : [],
        ];
        if (node is not null) files.RemoveAll(f => !Cluster.Same(f.Node.Value, node));
        var nodes = files.Select(f => f.Node.Value).Distinct(StringComparer.Ordinal).ToList();
        var isShared = draft.Cluster.Inventory.Storages.Any(s => s.Name == storage && s.IsShared);
        if (files.Count == 0) draft.Problem(draft.Cluster.FindStorage(storage) is null ? $"There is no storage {storage}." : $"There is no file {volume}{(node is null ? "" : $" on {node}")}.");
        else if (nodes.Count > 1 && !isShared) draft.Ask($"{volume} is on several nodes: from which one is it to be deleted?", nodes);
        else draft.Do(files[0]);
    }

    private static long SizeOf(ContainerTemplate template, Draft draft) =>
        draft.Cluster.Rows($"/nodes/{template.Node}/storage/{template.Volume.Split(':')[0]}/content").Where(r => r.Text("volid") == template.Volume).Select(r => r.Number("size")).FirstOrDefault();
}
