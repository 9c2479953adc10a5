using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>Stops a guest at once, as by pulling its plug. A guest that is stopped already is left as it is.</summary>
public sealed record StopGuest(GuestReference Guest) : GuestStep, IPowerStep
{
    public const string KindName = "stop-guest";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Change;

    public override Effect Effect => new(null, "stopped");

    public override string Title => $"Stop {Guest.Name}";

    public GuestPower Wanted => GuestPower.Stopped;

    public override IReadOnlyList<Need> Needs => [Need.OnGuest(Guest, "VM.PowerMgmt")];

    public override ApiCall Call(int number, ICallNames names) => new("POST", Path(names, "/status/stop"), Task(names, "vzstop", "qmstop", "hastop"));

    public override string Done(ICallNames names) => $"{Guest.Name} is stopped";

    public override IEnumerable<string> CheckOn(PlannedCluster cluster) => cluster.CheckPower(Guest);

    public override void ApplyTo(PlannedCluster cluster) => cluster.SetPower(Guest, Wanted);
}
