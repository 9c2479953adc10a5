using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Power;

/// <summary>"Delete VM 999": only by name, number or what tells some from the rest; never all there is.</summary>
internal sealed class DeleteGuestFrame : IFrame
{
    /// <summary>Verbs that take something out of something else, and mean no guest's end.</summary>
    private static readonly string[] Moved = ["take", "unassign", "disconnect", "unplug"];

    /// <summary>Small words that lead to something else than the guest.</summary>
    private static readonly string[] Away = ["from", "off", "out", "of", "at", "by", "via", "with", "without", "for", "to", "into", "inside", "within", "in", "on", "there", "here", "over", "beside", "through"];

    private static readonly string[] Astray = ["with", "in", "inside", "within", "from", "on", "for", "by", "via", "to", "at", "using", "like", "without"];

    public bool Fits(Clause clause, Draft draft) =>
        clause.Is("delete", "remove") && (clause.Has(Slot.Guests) || clause.HasObject("vm", "ct", "server"))
        && !clause.HasAny(Slot.Card, Slot.SlotName, Slot.Job, Slot.Tags, Slot.Pool, Slot.SnapName, Slot.Port, Slot.Macro, Slot.Account, Slot.Vlan, Slot.IsoWord, Slot.RulePos, Slot.Role, Slot.Member, Slot.MountPoint, Slot.Cores, Slot.Memory, Slot.Disk, Slot.Size)
        && (clause.HasFlag("purge") || !clause.HasObject("ha", "backupjob", "pool", "group"))
        && !clause.HasObject("snapshot", "backup", "disk", "mountpoint", "nic", "rule", "cddrive", "notes", "permission", "firewall");

    /// <summary>What makes it unclear whether the guest itself is meant, or which: "the container with pihole", "pihole (jellyfin)", "from node pve1".</summary>
    private static string? Unclear(Clause clause)
    {
        var guests = clause.Facets.Where(f => f.Guests is { Pronoun: null }).ToList();
        if ((Pointing.Beside(clause) ?? WholeGuest.Part(clause) ?? WholeGuest.Passed(clause, Away)) is { } other) return other;
        if (guests.Find(f => Astray.Contains(f.Lead)) is { } astray) return $"{astray.Lead} {astray.Text}";
        if (guests.Skip(1).FirstOrDefault(f => f.Lead is not ("and" or "," or "&" or "plus" or "as")) is { } loose) return loose.Text;
        if (clause.Facets.Find(f => f.Slot == Slot.Node && !f.Text.StartsWith("on ", StringComparison.OrdinalIgnoreCase)) is { } node) return node.Text;
        return clause.Facets.Find(f => f.Slot == Slot.Object && !f.IsUsed && f["o"] is not ("vm" or "ct" or "server" or "backupjob" or "ha" or "replication" or "backup"))?.Text;
    }

    /// <summary>Whether it was asked what is to be deleted.</summary>
    private static bool IsAsked(Clause clause, Draft draft)
    {
        if (Moved.Contains(clause.VerbText.Split(' ')[0].ToLowerInvariant())) draft.Ask($"{Draft.Quote(clause.VerbText)}: out of what, or is the guest itself to be deleted with its disks?");
        else if (clause.Facets.Find(f => f.Guests is { IsFrom: true } from && (from.Pool is not null || clause.Is("remove"))) is { } leaving) draft.Ask($"{Draft.Quote($"{clause.VerbText} {leaving.Text}")}: are they to be deleted with their disks, or only to leave {leaving.Guests?.Pool ?? leaving.Guests?.Node}?");
        else if (Pointing.Vague(clause, draft) is { } vague) draft.Ask($"{Draft.Quote(vague.Text)}: is the guest itself to be deleted with its disks, or what was named with it? Say it by name.");
        else return WholeGuest.IsPartAsked(clause, draft);
        return true;
    }

    public void Plan(Clause clause, Draft draft)
    {
        if (IsAsked(clause, draft)) return;
        if (Unclear(clause) is { } unclear)
        {
            draft.Problem($"{Draft.Quote(unclear)}: what is to be deleted? Name each guest by its name or number, and nothing beside.");
            return;
        }

        if (clause.Facets.Exists(f => f.Guests is { IsAll: true, Tag: null, Pool: null, Prefix: null, Power: not GuestPower.Stopped })
            || (clause.Has(Slot.Node) && clause.Facets.Exists(f => f.Guests is { IsAll: true, Tag: null, Pool: null, Prefix: null, Power: not GuestPower.Stopped })))
        {
            draft.Problem("All guests are not deleted by one plan, nor all of a node: name them, or say which, as by a tag, a pool or a state.");
            return;
        }

        if (clause.Facets.Find(f => f.Guests is { IsAll: true } && !IsQuantified(f.Text)) is { } bare)
        {
            draft.Ask($"{Draft.Quote(bare.Text)}: are all of them to be deleted? Write “all {bare.Text}” if so.");
            return;
        }

        var hasPurge = clause.HasFlag("purge");
        var isStopped = clause.HasFlag("stopped");
        clause.TakeFlag("purge", "force", "atonce", "stopped", "fstab");
        if (hasPurge) clause.TakeObject("backupjob", "ha", "replication", "backup");
        if (clause.IsEnsured && clause.Facets.Where(f => f.Slot == Slot.Guests).ToList() is { Count: > 0 } said && said.TrueForAll(f => f.Guests is { Mentions: [{ } one] } && IsGone(one, draft)))
        {
            foreach (var facet in said) (facet.IsUsed, _) = (true, Gone(facet, draft));
            return;
        }

        foreach (var target in Lookup.Guests(clause, draft, mayGuess: false) ?? [])
        {
            if (isStopped && draft.PowerOf(target) != GuestPower.Stopped) draft.Ask($"{target.Name} is not stopped, and the text says so. Is it to be deleted all the same?");
            else Delete(target, draft);
        }
    }

    private static bool IsGone(GuestMention mention, Draft draft) => mention.Id is { } id ? draft.Cluster.FindGuest(id) is null : draft.Cluster.GuestsNamed(mention.Text).Count == 0;

    private static bool Gone(Facet facet, Draft draft)
    {
        draft.Already($"There is no guest {Draft.Quote(facet.Text)}.");
        return true;
    }

    /// <summary>"all stopped containers": deleting many is said, never only read into a plural.</summary>
    private static bool IsQuantified(string text) => Lexicon.Default.IsIn("quantity", text.Split(' ')[0].ToLowerInvariant());

    private static void Delete(Target target, Draft draft)
    {
        if (target.Existing is not { } guest)
        {
            draft.Problem($"{target.Name} is made by the text: it cannot be deleted by it, too.");
            return;
        }

        if (!draft.Deleted.Add(guest.Vmid)) return;
        if (guest.Settings.GetValueOrDefault("protection") == "1") draft.Problem($"{guest.Name} is protected against deletion; take the protection away first, in a plan of its own.");
        if (draft.PowerOf(target) != GuestPower.Stopped)
        {
            draft.Assume($"{guest.Name} {(draft.PowerOf(target) == GuestPower.Unknown ? "may run" : "runs")}: it is stopped first, hard.");
            draft.Do(new StopGuest(target.Reference));
            draft.SetPower(target, GuestPower.Stopped);
        }

        draft.Do(new DeleteGuest(target.Reference));
    }
}
