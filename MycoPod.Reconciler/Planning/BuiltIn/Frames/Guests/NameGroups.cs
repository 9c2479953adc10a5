using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Guests;

/// <summary>"web-1 with 2 cores and web-2 with 4 cores": each name with what follows it, and what stands before all of them.</summary>
internal static class NameGroups
{
    private static readonly Slot[] Sizes = [Slot.Cores, Slot.Memory, Slot.Disk, Slot.Ip, Slot.Vlan, Slot.Node, Slot.Size];

    public static IReadOnlyList<Clause> Split(Clause clause)
    {
        var order = clause.Facets.Where(f => !f.IsUsed).OrderBy(f => f.First).ToList();
        var starts = order.Index().Where(f => IsName(f.Item)).Select(f => f.Index).ToList();
        if (starts.Count < 2 || starts.Zip([.. starts.Skip(1), order.Count]).Any(p => !order.Take(p.Second).Skip(p.First + 1).Any(f => Sizes.Contains(f.Slot)))) return [clause];
        return [.. starts.Zip([.. starts.Skip(1), order.Count]).Select(p => Group(clause, order, starts[0], p.First, p.Second, p.First == starts[0]))];
    }

    private static bool IsName(Facet facet) => facet.Slot == Slot.Names || facet.Guests is { Pronoun: null, IsAll: false, Mentions: [{ HasNoun: true }] } || facet is { Slot: Slot.Guests, Lead: "and" or "," } && facet.Guests is { Mentions.Count: 1, Pronoun: null };

    private static Clause Group(Clause clause, List<Facet> order, int before, int from, int to, bool isFirst)
    {
        var group = new Clause(clause.Sentence) { Verb = clause.Verb, VerbText = clause.VerbText, IsEnsured = clause.IsEnsured };
        group.Facets.AddRange(order.Take(before).Where(f => f.Slot is not Slot.Count).Select(f => f with { IsUsed = false }));
        group.Facets.AddRange(order.Take(to).Skip(from).Select(f => f with { IsUsed = false }));
        if (isFirst) (group.Unknown, clause.Unknown) = (clause.Unknown, []);
        foreach (var facet in order) facet.IsUsed = true;
        return group;
    }
}
