using MycoPod.Core.Inventory;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Guests;

/// <summary>Guests that are to exist and are there already.</summary>
internal sealed partial class GuestMaker
{
    private void AddThere(Guest guest)
    {
        draft.Already($"{guest.Name} is there already.");
        alreadyThere.Add(new(guest, null));
        kind ??= guest.Kind;
    }

    private bool IsDesired => clause.IsEnsured || clause.Verb == "exist" || clause.HasFlag("unlessso");

    private bool CompleteAll(Spec spec, bool isStarted)
    {
        foreach (var slot in new[] { Slot.Storage, Slot.TemplateWord, Slot.Iso, Slot.IsoWord }) clause.TakeAll(slot);
        foreach (var target in alreadyThere) Complete(target, spec, isStarted);
        draft.Last = alreadyThere;
        return true;
    }

    /// <summary>"VM lab exists, with 4 cores and running": one that is there gets what it lacks.</summary>
    private void Complete(Target target, Spec spec, bool isStarted)
    {
        if (target.Existing is not { } guest || draft.IsStuck || clause.Facets.Exists(f => f.Slot == Slot.Flag && f["f"] == "unlessso")) return;
        var own = spec.Copy();
        if (own.Unprivileged == (guest.Settings.GetValueOrDefault("unprivileged") == "1")) own.Unprivileged = null;
        new GuestChange(target, guest, draft).Apply(own);
        if (isStarted) Power.PowerFrame.TurnOn(target, draft.PowerOf(target), draft);
    }
}
