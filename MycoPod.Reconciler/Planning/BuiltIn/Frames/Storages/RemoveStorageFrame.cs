using MycoPod.Core.Plans.Steps.Storages;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Storages;

/// <summary>"Remove the storage nas": the cluster forgets it; what is in it stays.</summary>
internal sealed class RemoveStorageFrame : IFrame
{
    public bool Fits(Clause clause, Draft draft) =>
        clause.Is("delete", "remove")
        && clause.Has(Slot.Storage)
        && !clause.HasAny(Slot.Guests, Slot.Job, Slot.File, Slot.Iso, Slot.IsoWord, Slot.TemplateWord, Slot.System, Slot.Pool)
        && !clause.HasObject("backup", "snapshot", "iso", "template");

    public void Plan(Clause clause, Draft draft)
    {
        var said = clause.Take(Slot.Storage);
        var isDisk = clause.HasObject("disk") || clause.VerbText.ToLowerInvariant() is "wipe" or "erase" or "nuke";
        clause.TakeObject("storage", "disk");
        if (isDisk) draft.Problem($"What is on {Draft.Quote(said?.Value.Text ?? "")} is not wiped as a whole, nor are disks of nodes. Say “remove the storage …” to have the cluster forget it; what is in it stays.");
        else if (said is null || draft.Cluster.FindStorage(said.Value.Text) is not { } storage) draft.Problem($"There is no storage {Draft.Quote(said?.Value.Text ?? "")}.");
        else if (draft.Cluster.Inventory.Guests.Where(g => g.Settings.Values.Any(v => v.StartsWith($"{storage.Name}:", StringComparison.Ordinal))).Select(g => g.Name).ToList() is { Count: > 0 } users) draft.Problem($"{storage.Name} is in use by {string.Join(", ", users.Take(8))}.");
        else draft.Do(new RemoveStorage(storage.Name, storage.Type));
    }
}
