using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Networks;

/// <summary>Drops what is prepared for a node's network and not applied yet.</summary>
public sealed record RevertNetwork(NodeName Node) : Step, IActingStep
{
    public const string KindName = "revert-network";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Destroy;

    public override Effect Effect => new("network", "reverted");

    public override string Title => $"Drop what is prepared for the network of {Node}";

    public override string Subject => $"network of {Node}";

    public override string? Loses => $"what is prepared for the network of {Node} and not applied";

    public override NodeName? Place => Node;

    public override IReadOnlyList<Need> Needs => [new($"/nodes/{Node}", "Sys.Modify")];

    public override ApiCall Call(int number, ICallNames names) => new("DELETE", $"/nodes/{Node}/network");

    public override string Done(ICallNames names) => $"Nothing is prepared for the network of {Node} any more";

    public override IEnumerable<string> CheckOn(PlannedCluster cluster) => cluster.CheckNode(Node);
}
