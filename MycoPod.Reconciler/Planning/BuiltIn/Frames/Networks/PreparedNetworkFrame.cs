using MycoPod.Core.Plans.Steps.Networks;
using MycoPod.Reconciler.Planning.BuiltIn.Drafts;
using MycoPod.Reconciler.Planning.BuiltIn.Sentences;
using MycoPod.Reconciler.Planning.BuiltIn.Words;

namespace MycoPod.Reconciler.Planning.BuiltIn.Frames.Networks;

/// <summary>"Discard the pending network changes of pve1".</summary>
internal sealed class RevertNetworkFrame : IFrame
{
    public bool Fits(Clause clause, Draft draft) => clause.Is("revertnet");

    public void Plan(Clause clause, Draft draft)
    {
        var nodes = clause.TakeAll(Slot.Node).Where(f => f.Has("x")).Select(f => draft.Cluster.FindNode(f["x"])).OfType<Core.Inventory.Node>().ToList();
        if (nodes.Count == 0 && draft.Cluster.OnlineNodes is [var only]) nodes.Add(only);
        if (nodes.Count == 0) draft.Ask("Of which node?", draft.Cluster.OnlineNodes.Select(n => n.Name.Value));
        foreach (var node in nodes) draft.Do(new RevertNetwork(node.Name));
    }
}
