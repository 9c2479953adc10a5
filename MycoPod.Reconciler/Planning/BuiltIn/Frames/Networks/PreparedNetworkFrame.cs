using MycoPod.Core.Plans.Steps.Networks;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Networks;

/// <summary>"Discard the pending network changes of pve1", "apply the staged network changes".</summary>
internal sealed class PreparedNetworkFrame : IFrame
{
    public bool Fits(Clause clause, Draft draft) => clause.Is("revertnet", "applynet");

    public void Plan(Clause clause, Draft draft)
    {
        List<Facet> said = [];
        while (clause.Take(f => f is { Slot: Slot.Node, Role: "" } && f.Has("x")) is { } node) said.Add(node);
        var nodes = said.Select(f => draft.Cluster.FindNode(f["x"])).OfType<Core.Inventory.Node>().ToList();
        if (nodes.Count == 0 && draft.Cluster.OnlineNodes is [var only]) nodes.Add(only);
        if (nodes.Count == 0) draft.Ask("Of which node?", draft.Cluster.OnlineNodes.Select(n => n.Name.Value));
        foreach (var node in nodes) draft.Do(clause.Is("applynet") ? new ApplyNetwork(node.Name) : new RevertNetwork(node.Name));
    }
}
