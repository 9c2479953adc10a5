using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>Starts a guest. A guest that runs already is left as it is.</summary>
public sealed record StartGuest(GuestReference Guest) : GuestStep, IPowerStep
{
    public const string KindName = "start-guest";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Change;

    public override Effect Effect => new(null, "started");

    public override string Title => $"Start {Guest.Name}";

    public GuestPower Wanted => GuestPower.Running;

    public override IReadOnlyList<Need> Needs => [Need.OnGuest(Guest, "VM.PowerMgmt")];

    public override ApiCall Call(int number, ICallNames names) => new("POST", Path(names, "/status/start"), Task(names, "vzstart", "qmstart", "hastart"));

    public override string Done(ICallNames names) => $"{Guest.Name} is running";

    public override IEnumerable<string> CheckOn(PlannedCluster cluster) => cluster.CheckPower(Guest);

    public override void ApplyTo(PlannedCluster cluster) => cluster.SetPower(Guest, Wanted);
}
