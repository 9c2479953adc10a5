using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames;

/// <summary>"Restart gitlab and the database": a word that tells what a guest is for is passed over beside one, but not in a list with guests, where it means another one.</summary>
internal static class ListedWords
{
    private static readonly string[] Joining = ["and", ",", "&", "plus"];

    /// <returns>Whether all that is listed is known; what is not was asked about.</returns>
    public static bool AreKnown(Clause clause, Draft draft)
    {
        if (clause.Is("create", "clone", "exist", "mention", "")) return true;
        var order = clause.Facets.Where(f => !f.IsUsed).OrderBy(f => f.First).ToList();
        if (!order.Exists(f => f.Guests is { Pronoun: null })) return true;
        foreach (var word in order.Where((facet, index) => (facet.Slot == Slot.PurposeWord || (facet.Slot == Slot.Object && facet["o"] is "vm" or "ct" or "server")) && IsListed(facet, order.ElementAtOrDefault(index + 1))).ToList())
        {
            if (clause.HasAny(Slot.Tags) && draft.Cluster.HasTag(word.Text) && order.Count(f => f.Guests is not null) == 1)
            {
                clause.Facets[clause.Facets.IndexOf(word)] = word with { Slot = Slot.Tags, Captures = new Dictionary<string, Said>(StringComparer.Ordinal) { ["x"] = new(word.Text) } };
                continue;
            }

            draft.Ask($"{Draft.Quote(word.Text)}: which guest is meant?", draft.Cluster.Inventory.Guests.Where(g => g.Name.Contains(word.Text, StringComparison.OrdinalIgnoreCase) || g.Tags.Contains(word.Text, StringComparer.OrdinalIgnoreCase)).Select(g => g.Name));
            return false;
        }

        return true;
    }

    /// <summary>"the network card and scsi1": two things, of which none may be passed over.</summary>
    public static bool IsJoined(Clause clause, Facet thing) =>
        clause.Facets.Exists(f => f.Guests is null && f.First == thing.End + 1 && f.Lead == "and" && f.Slot is Slot.Object or Slot.SlotName or Slot.Card);

    private static bool IsListed(Facet word, Facet? next) => Joining.Contains(word.Lead) || (next is { Guests.Pronoun: null } && Joining.Contains(next.Lead));
}
