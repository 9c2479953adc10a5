using MycoPod.Core.Inventory;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Frames.Power;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Guests;

/// <summary>"X is running", "all VMs tagged web are off", "X should have 4 cores and 8 GB": how things are to be.</summary>
internal sealed class StateFrame : IFrame
{
    public bool Fits(Clause clause, Draft draft) =>
        (clause.Is("allow") && clause.Has(Slot.SshKey))
        || clause.Is("be", "have", "exist", "run-on")
        || (clause.Verb.Length == 0 && (clause.Facets.Exists(f => f.Slot == Slot.Guests) || (draft.Last.Count > 0 && clause.Facets.Exists(f => f.Slot is Slot.Flag or Slot.Cores or Slot.Memory or Slot.Disk or Slot.Ip or Slot.Gateway or Slot.Vlan or Slot.Tags or Slot.Dns or Slot.Increment or Slot.Pool))));

    public void Plan(Clause clause, Draft draft)
    {
        if (clause.Is("exist"))
        {
            Exists(clause, draft);
            return;
        }

        // "web-1 is off at the moment" tells how it is; "web-1 should be off" how it is to be.
        var isTold = clause.Is("be") && clause.VerbText.ToLowerInvariant() is "is" or "are" && !clause.IsEnsured;
        if (isTold && clause.HasFlag("stopped") && clause.Facets.TrueForAll(f => f.IsUsed || f.Slot is Slot.Guests or Slot.Flag or Slot.Object))
        {
            clause.TakeFlag("stopped");
            foreach (var target in (Lookup.Guests(clause, draft) ?? []).Where(t => draft.PowerOf(t) != GuestPower.Stopped)) draft.Ask($"{target.Name} is not stopped. Is it to be shut down?", $"shut down {target.Name}", "leave it");
            return;
        }

        if (isTold && clause.Facets.TrueForAll(f => f.IsUsed || f.Slot is Slot.Guests or Slot.Object or Slot.PurposeWord))
        {
            Lookup.Guests(clause, draft);
            return;
        }

        if (clause.Is("be") && clause.Take(f => f.Slot == Slot.Node && f.Role is "" or "to" && f.Has("x")) is { } node && !clause.Facets.Exists(f => f.Guests is { IsAll: true }) && clause.Has(Slot.Guests) && (!IsThere(clause, node["x"], draft) || clause.Facets.TrueForAll(f => f.IsUsed || f.Guests is not null))) Stay(clause, node["x"], draft);
        else ConfigureFrame.Apply(clause, draft);
    }

    private static bool IsThere(Clause clause, string node, Draft draft) =>
        clause.Facets.Where(f => f.Guests is not null).SelectMany(f => f.Guests?.Mentions ?? []).All(m => (m.Id is { } id ? draft.Cluster.FindGuest(id) : draft.Cluster.GuestsNamed(m.Text) is [var named, ..] ? named : null) is not { } guest || guest.Node.Value == node);

    private static void Stay(Clause clause, string node, Draft draft)
    {
        if (!IsThere(clause, node, draft)) MoveTo(clause, node, draft);
        else foreach (var target in Lookup.Guests(clause, draft) ?? []) draft.Already($"{target.Name} is on {node} already.");
    }

    private static void MoveTo(Clause clause, string node, Draft draft)
    {
        clause.TakeFlag("running", "online");
        foreach (var target in Lookup.Guests(clause, draft) ?? []) MigrateFrame.Move(target, node, storage: null, draft);
    }

    private static void Exists(Clause clause, Draft draft)
    {
        foreach (var target in Lookup.Guests(clause, draft) ?? []) draft.Already($"{target.Name} is there already.");
    }
}
