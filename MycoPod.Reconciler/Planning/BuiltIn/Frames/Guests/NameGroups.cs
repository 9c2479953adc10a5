using MycoPod.Core.Inventory;
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
        var hasNames = order.Exists(f => f.Slot == Slot.Names);
        var starts = order.Index().Where(f => IsName(f.Item) && !(hasNames && f.Item.Guests is { } numbered && numbered.Mentions.All(m => m.Id is not null))).Select(f => f.Index).ToList();
        var isMixed = clause.HasObject("vm") && clause.HasObject("ct");
        if (starts.Count < 2
            || starts.Zip([.. starts.Skip(1), order.Count]).Any(p => !order.Take(p.Second).Skip(p.First + 1).Any(f => Sizes.Contains(f.Slot) || (isMixed && f.Slot == Slot.Object && f["o"] is "vm" or "ct"))))
        {
            return [clause];
        }

        ShareEach(order, starts);
        IReadOnlyList<Clause> groups = [.. starts.Zip([.. starts.Skip(1), order.Count]).Select(p => Group(clause, order, starts[0], p.First, p.Second, p.First == starts[0]))];
        if (starts.Select(s => order[s].Guests?.Mentions is [{ Kind: { } kind }, ..] ? kind : (GuestKind?)null).FirstOrDefault(k => k is not null) is { } of) foreach (var group in groups.Where(g => !g.HasObject("vm", "ct"))) group.Facets.Add(Noun(of));
        if (groups.Any(g => g.Has(Slot.Memory)) && groups.All(g => g.Has(Slot.Memory) || g.Facets.Count(f => f is { Slot: Slot.Size, Role: "" }) == 1)) foreach (var group in groups) AsMemory(group);
        return groups;
    }

    /// <summary>"containers a on pve1 and b on pve2": both are what the noun says.</summary>
    public static Facet Noun(GuestKind kind) => new(Slot.Object, "", new Dictionary<string, Said>(StringComparer.Ordinal) { ["o"] = new(kind == GuestKind.Ct ? "ct" : "vm") }, 0, 0, kind.Noun());

    /// <summary>"a with 1 GB and b with 2 GB of memory": what is said of one tells what is said of the other.</summary>
    private static void AsMemory(Clause group)
    {
        if (group.Facets.FindIndex(f => f is { Slot: Slot.Size, Role: "" }) is var index and >= 0 && !group.Has(Slot.Memory)) group.Facets[index] = group.Facets[index] with { Slot = Slot.Memory };
    }

    /// <summary>"a on pve1 and b on pve2, 2 cores each": what is said of each stands before all of them.</summary>
    private static void ShareEach(List<Facet> order, List<int> starts)
    {
        var last = starts[^1];
        if (order.FindIndex(last, f => f.Guests is { Pronoun: not null } p && p.Text.StartsWith("each", StringComparison.OrdinalIgnoreCase)) is var each && each < 0) return;
        var others = order.Take(last).Skip(starts[0]).Select(f => f.Slot).ToHashSet();
        var shared = order.Skip(last + 1).Where(f => !others.Contains(f.Slot) && f.Guests is null).ToList();
        var own = starts.Select(s => order[s]).ToList();
        order.RemoveAll(shared.Contains);
        order.InsertRange(starts[0], shared);
        starts.Clear();
        starts.AddRange(own.Select(o => order.IndexOf(o)));
    }

    private static bool IsName(Facet facet) =>
        facet.Slot == Slot.Names
        || facet.Guests is { Pronoun: null, IsAll: false, Mentions: [{ HasNoun: true }] }
        || facet is { Slot: Slot.Guests, Lead: "and" or "," } && facet.Guests is { Mentions.Count: 1, Pronoun: null };

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
