using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames;

/// <summary>
/// Words that make less or something else of a guest: "the database on nextcloud", "remove web-1 from the proxy", "restore it as a new VM".
/// What would end, overwrite or switch the guest as a whole is not done beside them.
/// </summary>
internal static class WholeGuest
{
    /// <summary>Small words that lead from something to the guest, or from the guest to something.</summary>
    public static readonly string[] Leads = ["on", "in", "of", "from", "off", "out", "inside", "within", "with", "for", "at", "by", "via", "to", "using", "over", "about", "without", "like", "through"];

    /// <summary>What the guest is for, where it is no name beside its own: "the web server web-1" is web-1, "the web on web-1" is not.</summary>
    public static string? Part(Clause clause)
    {
        foreach (var word in clause.Facets.Where(f => f is { Slot: Slot.PurposeWord, Lead: not ("for" or "as") }))
        {
            var end = clause.Facets.Find(f => f.Slot == Slot.Object && f.First == word.End)?.End ?? word.End;
            var isBeside = clause.Facets.Exists(f => f.Guests is { Pronoun: null } && f.First == end && !Leads.Contains(f.Lead));
            if (!isBeside || word.Text.EndsWith("ing", StringComparison.OrdinalIgnoreCase)) return word.Text;
        }

        return null;
    }

    /// <summary>A small word that was passed over and is one of those that would change what is meant, or null.</summary>
    public static string? Passed(Clause clause, params string[] words) => clause.Passed.Find(words.Contains);

    /// <summary>"the nextcloud database", "jellyfin's web server": what stands right behind a guest and belongs to it.</summary>
    /// <returns>Whether it was asked about.</returns>
    public static bool IsPartAsked(Clause clause, Draft draft)
    {
        foreach (var guest in clause.Facets.Where(f => f.Guests is { IsAll: false, Pronoun: null }))
        {
            if (clause.Facets.Find(f => f.Slot is Slot.PurposeWord or Slot.Object && f.First == guest.End && (IsOwner(guest) || Lexicon.Default.IsIn("part", f.Text.ToLowerInvariant()))) is not { } part) continue;
            draft.Ask($"{Draft.Quote($"{guest.Text} {part.Text}")}: is the guest meant, or something in it? Name the guest alone, or the command that is to be run in it.");
            return true;
        }

        return false;
    }

    private static bool IsOwner(Facet guest) => guest.Text.EndsWith("'s", StringComparison.Ordinal) || guest.Text.EndsWith("’s", StringComparison.Ordinal);
}
