using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Guests;

/// <summary>On which node the guests are made, or on all of them in turn.</summary>
internal sealed partial class GuestMaker
{
    private IReadOnlyList<string> spread = [];
    private bool isSpreadLoosely;

    private string? Node()
    {
        var nodes = clause.TakeAll(Slot.Node);
        if (nodes.FirstOrDefault(f => f.Role is "unknown") is { } unknown) draft.Problem($"There is no node {Draft.Quote(unknown.Value.Text)}. Nodes here: {string.Join(", ", draft.Cluster.Inventory.Nodes.Select(n => n.Name))}.");
        isSpreadLoosely = nodes.Any(Spreading.IsLoose);
        if (nodes.Any(Spreading.IsSpread) && alreadyThere.Count == 0) spread = [.. draft.Cluster.OnlineNodes.Select(n => n.Name.Value)];
        else if (nodes.Any(f => f.Role is "spread" or "every" or "other")) draft.Ask("Which node is each guest to be on?", draft.Cluster.OnlineNodes.Select(n => n.Name.Value));
        var said = nodes.Where(f => f.Role is "" or "to").Select(f => f["x"]).Distinct(StringComparer.Ordinal).ToList();
        if (source is not null && nodes.FirstOrDefault(f => f.Role == "from")?["x"] is { } from && from != source.Node.Value) draft.Problem($"{source.Name} is on {source.Node}, not on {from}.");
        if (said.Count > 1) draft.Ask("Which node is meant?", said);
        return said.FirstOrDefault();
    }

    /// <summary>"Four VMs, one on each of three nodes" does not come out even.</summary>
    private bool IsEvenly(int count)
    {
        if (spread.Count == 0 || isSpreadLoosely || count % spread.Count == 0) return true;
        draft.Ask($"{count} guests on {spread.Count} nodes: which node is each to be on?", spread);
        return false;
    }
}
