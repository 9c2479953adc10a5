using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Networks;

/// <summary>
/// Puts a node's prepared network into effect, all that is prepared there. The API has no way back: reverting throws away what is prepared and not
/// applied yet (DELETE /nodes/{node}/network), so a node that is cut off is mended at its console.
/// </summary>
public sealed record ApplyNetwork(NodeName Node) : Step, IActingStep
{
    public const string KindName = "apply-network";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Change;

    public override Effect Effect => new("network", "applied");

    public override string Title => $"Apply the prepared network of {Node}; if that cuts it off, it is mended at its console";

    public override string Subject => $"network of {Node}";

    public override NodeName? Place => Node;

    public override IReadOnlyList<Need> Needs => [new($"/nodes/{Node}", "Sys.Modify")];

    public override ApiCall Call(int number, ICallNames names) => new("PUT", $"/nodes/{Node}/network", new StartedTask(Node, "srvreload", "networking"));

    public override string Done(ICallNames names) => $"The network of {Node} is applied";

    public override IEnumerable<string> CheckOn(PlannedCluster cluster) => cluster.CheckNode(Node);
}
