using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Networks;

/// <summary>Puts the prepared software-defined network into effect on all nodes. All that is prepared there goes.</summary>
public sealed record ApplySdn : Step, IActingStep
{
    public const string KindName = "apply-sdn";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Change;

    public override Effect Effect => new("SDN", "applied");

    public override string Title => "Apply the prepared SDN on all nodes";

    public override string Subject => "SDN";

    public override IReadOnlyList<Need> Needs => [new("/sdn", "SDN.Allocate")];

    /// <summary>Whichever node answers runs the task.</summary>
    public override ApiCall Call(int number, ICallNames names) => new("PUT", "/cluster/sdn", new StartedTask(node: null, "reloadnetworkall", id: null));

    public override void ApplyTo(PlannedCluster cluster) => cluster.ApplySdn();

    public override string Done(ICallNames names) => "The SDN is applied";
}
