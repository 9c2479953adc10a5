using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Sentences;

/// <summary>"Give it more CPU, bump it to 8 cores": what is vague in one clause and said in a later one of the sentence.</summary>
internal static class Vagueness
{
    private static readonly Slot[] Amounts = [Slot.Cores, Slot.Memory, Slot.Disk, Slot.Size];

    public static IReadOnlyList<Clause> Settle(IReadOnlyList<Clause> clauses)
    {
        foreach (var (index, clause) in clauses.Index())
        {
            if (clause.Facets.Find(f => f.Role == "vague") is not { } vague) continue;
            if (!clauses.Skip(index + 1).TakeWhile(c => c.Sentence == clause.Sentence).Any(c => c.Facets.Exists(f => Amounts.Contains(f.Slot) && f.Role != "vague"))) continue;
            clause.Facets.Remove(vague);
            if (clause.Facets.TrueForAll(f => f.Guests is not null)) (clause.Verb, clause.VerbText) = ("", "");
        }

        return clauses;
    }
}
