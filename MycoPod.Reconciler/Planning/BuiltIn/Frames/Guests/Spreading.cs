using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Guests;

/// <summary>"a, b and c, one on each node": the guests in turn on the nodes in turn.</summary>
internal static class Spreading
{
    public static IReadOnlyList<Clause> Split(Clause clause, Draft draft)
    {
        var nodes = draft.Cluster.OnlineNodes;
        var names = clause.Facets.Where(f => !f.IsUsed && f.Role != "prefix" && f.Slot is Slot.Names or Slot.Pattern).SelectMany(f => f.Value.Items.Count > 0 ? f.Value.Items : [f.Value.Text]).ToList();
        var mentioned = clause.Facets.Where(f => !f.IsUsed && f.Guests is { IsAll: false, Pronoun: null } && f.Lead is not ("from" or "of" or "on" or "using") && f.Guests.Mentions.All(m => m.Id is null)).ToList();
        names.AddRange(mentioned.SelectMany(f => f.Guests?.Mentions ?? []).Select(m => m.Text));
        if (!clause.Facets.Exists(f => !f.IsUsed && IsSpread(f))
            || clause.Has(Slot.NewId)
            || names.Count == 0
            || nodes.Count == 0
            || (names.Count % nodes.Count != 0 && (!clause.Facets.Exists(f => !f.IsUsed && IsLoose(f)) || clause.HasAny(Slot.Software, Slot.Manager))))
        {
            return [clause];
        }

        var kept = clause.Facets.Where(f => !f.IsUsed && !IsSpread(f) && !mentioned.Contains(f) && f.Slot is not (Slot.Names or Slot.Pattern or Slot.Count or Slot.Node)).ToList();
        List<Clause> groups = [];
        foreach (var (index, name) in names.Index())
        {
            var group = new Clause(clause.Sentence) { Verb = clause.Verb, VerbText = clause.VerbText, IsEnsured = clause.IsEnsured };
            group.Facets.AddRange(kept.Select(f => f with { IsUsed = false }));
            if (mentioned.SelectMany(f => f.Guests?.Mentions ?? []).FirstOrDefault(m => m.Kind is not null)?.Kind is { } kind && !group.HasObject("vm", "ct")) group.Facets.Add(NameGroups.Noun(kind));
            group.Facets.Add(Facet.Of(Slot.Names, name));
            group.Facets.Add(Facet.Of(Slot.Node, nodes[index % nodes.Count].Name.Value));
            groups.Add(group);
        }

        (groups[0].Unknown, clause.Unknown) = (clause.Unknown, []);
        foreach (var facet in clause.Facets) facet.IsUsed = true;
        return groups;
    }

    /// <summary>"spread over the three nodes", which need not come out even, beside "one on each node".</summary>
    public static bool IsLoose(Facet facet) =>
        IsSpread(facet)
        && (facet.Text.Contains("spread", StringComparison.OrdinalIgnoreCase) || facet.Text.Contains("distribut", StringComparison.OrdinalIgnoreCase));

    public static bool IsSpread(Facet facet) => facet is { Slot: Slot.Node, Role: "spread" or "every" };
}
