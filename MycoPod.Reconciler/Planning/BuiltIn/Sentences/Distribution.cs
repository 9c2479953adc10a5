using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Sentences;

/// <summary>"Put web-1 in VLAN 40 and web-2 in VLAN 50": each guest with what is said of it, and what stands before all of them.</summary>
internal static class Distribution
{
    /// <returns>One clause a guest where the same is said of each with other values, else the clause itself; none where what belongs to which guest is unclear.</returns>
    public static IReadOnlyList<Clause> Split(Clause clause)
    {
        if (clause.Is("") || (clause.Is("create", "clone", "exist") && !clause.HasObject("snapshot", "backup", "backupjob", "rule"))) return [clause];
        var order = clause.Facets.Where(f => !f.IsUsed && f.Slot is not (Slot.Purpose or Slot.PurposeWord) && f is not { Slot: Slot.Count, Text: "one" }).OrderBy(f => f.First).ToList();
        var guests = order.Count(f => f.Guests is not null);
        if (guests < 2 || order.Exists(f => f.Guests is { Pronoun: not null })) return [clause];
        var suffix = order.AsEnumerable().Reverse().TakeWhile(f => f.Slot is Slot.Flag or Slot.Only).Count();
        if (Chunks(order, guests, suffix) is { } chunks) return [.. chunks.Select((chunk, index) => Part(clause, order, chunks, chunk, index, suffix))];
        return Enumerable.Range(suffix + 1, Math.Max(0, order.Count - suffix - 1)).Any(left => Chunks(order, guests, left) is not null) ? [] : [clause];
    }

    /// <summary>What follows the part that is common to all, in as many like pieces as there are guests.</summary>
    private static List<Facet[]>? Chunks(List<Facet> order, int guests, int suffix)
    {
        for (var prefix = 0; prefix < order.Count - suffix; prefix++)
        {
            var rest = order.Count - prefix - suffix;
            if (rest % guests != 0 || rest / guests < 2) continue;
            var chunks = order.Skip(prefix).Take(rest).Chunk(rest / guests).ToList();
            if (chunks.TrueForAll(c => c.Count(f => f.Guests is not null) == 1 && AreAlike(c, chunks[0])) && chunks.Exists(c => Differ(c, chunks[0]))) return chunks;
        }

        return null;
    }

    private static bool AreAlike(Facet[] one, Facet[] other) => one.Zip(other).All(p => p.First.Slot == p.Second.Slot || (IsSize(p.First) && IsSize(p.Second)));

    private static bool IsSize(Facet facet) => facet.Slot is Slot.Size or Slot.Memory;

    private static bool Differ(Facet[] one, Facet[] other) => one.Zip(other).Any(p => p.First.Guests is null && !p.First.Value.Text.Equals(p.Second.Value.Text, StringComparison.OrdinalIgnoreCase));

    private static Clause Part(Clause clause, List<Facet> order, List<Facet[]> chunks, Facet[] chunk, int index, int suffix)
    {
        var part = new Clause(clause.Sentence) { Verb = clause.Verb, VerbText = clause.VerbText, IsEnsured = clause.IsEnsured, IsContinued = clause.IsContinued };
        var first = order.IndexOf(chunks[0][0]);
        part.Facets.AddRange(order.Take(first).Concat(chunk.Select((facet, at) => AsMemory(facet, chunks, at))).Concat(order.TakeLast(suffix)).Select(f => f with { IsUsed = false }));
        if (index > 0) return part;
        (part.Unknown, part.Subject) = (clause.Unknown, clause.Subject);
        part.Facets.AddRange(clause.Facets.Except(order));
        return part;
    }

    /// <summary>"web-1 4 GB and web-2 8 GB of memory": what is said of one tells what is said of the other.</summary>
    private static Facet AsMemory(Facet facet, List<Facet[]> chunks, int at) => facet.Slot == Slot.Size && chunks.Exists(c => c[at].Slot == Slot.Memory) ? facet with { Slot = Slot.Memory, Role = "" } : facet;
}
