using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames;

/// <summary>
/// Words that make less or something else of a guest: "the database on nextcloud", "remove web-1 from the proxy", "restore it as a new VM".
/// What would end, overwrite or switch the guest as a whole is not done beside them.
/// </summary>
internal static class WholeGuest
{
    private static readonly string[] Leads = ["on", "in", "of", "from", "off", "out", "inside", "within", "with", "for", "at", "by", "via", "to", "using", "over", "about", "without", "like", "through"];

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
    public static string? Passed(Clause clause, params ReadOnlySpan<string> words)
    {
        foreach (var word in clause.Passed)
        {
            if (words.Contains(word)) return word;
        }

        return null;
    }

    /// <summary>"remove db-prod from it": something that is pointed at, and that the guest is taken from or put into.</summary>
    public static string? PointedBeside(Clause clause) => clause.Facets.Find(f => f.Guests is { Pronoun: not null } && f.Lead != "of" && Leads.Contains(f.Lead))?.Text;
}
