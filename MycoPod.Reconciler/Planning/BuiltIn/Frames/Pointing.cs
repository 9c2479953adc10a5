using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames;

/// <summary>What "it" and "them" may mean beside the guests that were named last. Where that matters and is not clear, it is asked.</summary>
internal static class Pointing
{
    /// <summary>What says nothing of what it means.</summary>
    private static readonly string[] Bare = ["it", "them", "they", "these", "those", "this one", "that one", "all of them", "each of them", "them all", "each one", "both", "both of them", "them both", "the two", "the pair", "each"];

    /// <summary>Notes what a clause named, once it was planned.</summary>
    public static void Note(Clause clause, Draft draft) => (draft.Before, draft.NamesBeside) = (clause, NamesBeside(clause) ?? draft.NamesBeside);

    /// <summary>"remove db-prod from it": something that is pointed at, and that the guest is taken from or put into.</summary>
    public static string? Beside(Clause clause) => clause.Facets.Find(f => f.Guests is { Pronoun: not null } && f.Lead != "of" && WholeGuest.Leads.Contains(f.Lead))?.Text;

    /// <summary>"Detach scsi1 from VM 100 and delete it": what is meant may be what was named beside the guest.</summary>
    public static Facet? Vague(Clause clause, Draft draft) =>
        clause.Facets.Find(f => f.Guests is { Pronoun: not null } && Bare.Contains(f.Text.ToLowerInvariant())) is { } pronoun
        && draft.Last.Any(t => t.Existing is not null)
        && draft.NamesBeside ? pronoun : null;

    /// <summary>Whether a clause names something beside guests; null where it names none anew.</summary>
    private static bool? NamesBeside(Clause clause)
    {
        if (clause.Facets.Exists(f => !IsOfGuests(f, clause)) || Beside(clause) is not null) return true;
        return clause.Facets.Exists(f => f.Guests is { Pronoun: null }) ? false : null;
    }

    private static bool IsOfGuests(Facet facet, Clause before) =>
        facet.Guests is not null
        || facet.Slot is Slot.Flag or Slot.Node or Slot.Timeout or Slot.Purpose or Slot.PurposeWord
        || (facet.Slot == Slot.Object && facet["o"] is "vm" or "ct" or "server")
        || (IsBackedUp(before) && (facet.Slot is Slot.Storage or Slot.Mode or Slot.Keep or Slot.Count || (facet.Slot == Slot.Object && facet["o"] is "backup" or "storage")));

    /// <summary>"Make a backup of plex and then delete it": nobody makes a backup to delete that.</summary>
    private static bool IsBackedUp(Clause before) => before.Is("backup") || (before.Is("create", "add", "run") && before.Facets.Exists(f => f.Slot == Slot.Object && f["o"] == "backup"));

    /// <summary>"Add a 10 GB disk to nas and grow it", "add a network card and set its VLAN to 20": what is changed may be what was added.</summary>
    /// <returns>Whether it was asked about.</returns>
    public static bool IsAtAdded(Clause clause, Draft draft)
    {
        if (!clause.Is("resize", "set", "move", "detach", "enable", "disable")
            || draft.Before is not { } before
            || !before.Is("add", "create", "set", "have")
            || !before.Facets.Exists(f => f.Guests is not null)
            || !before.Facets.Exists(f => f.Slot is Slot.MountPoint or Slot.Card || f is { Slot: Slot.Disk, Role: "data" } || (f.Slot == Slot.Disk && before.Is("add")) || (f.Slot == Slot.Object && f["o"] is "disk" or "nic" && before.Is("add")))
            || clause.Facets.Exists(f => f.Guests is { Pronoun: null })
            || clause.HasAny(Slot.SlotName, Slot.Card, Slot.Cores, Slot.Memory)
            || !clause.HasAny(Slot.Size, Slot.Disk, Slot.Vlan, Slot.Bridge, Slot.Storage, Slot.Flag, Slot.Ip, Slot.Rate, Slot.Mtu))
        {
            return false;
        }

        draft.Ask($"{Draft.Quote(clause.VerbText)}: what was just added, or what {string.Join(" and ", draft.Last.Select(t => t.Name))} had before? Name it, as in scsi1 or net1.");
        return true;
    }
}
