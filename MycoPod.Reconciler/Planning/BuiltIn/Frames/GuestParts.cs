using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames;

/// <summary>"the nextcloud database", "jellyfin's web server": less than the guest, which nothing may be done with instead.</summary>
internal static class GuestParts
{
    /// <returns>Whether a part is spoken of, which was asked about.</returns>
    public static bool AreAsked(Clause clause, Draft draft)
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
