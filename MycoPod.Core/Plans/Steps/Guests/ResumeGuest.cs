using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>Lets a suspended VM go on.</summary>
public sealed record ResumeGuest(GuestReference Guest) : GuestStep, IPowerStep
{
    public const string KindName = "resume-guest";

    public override string Kind => KindName;

    public override Risk Risk => Risk.Change;

    public override Effect Effect => new(null, "resumed");

    public override string Title => $"Resume {Guest.Name}";

    public GuestPower Wanted => GuestPower.Running;

    public override IReadOnlyList<Need> Needs => [Need.OnGuest(Guest, "VM.PowerMgmt")];

    public override ApiCall Call(int number, ICallNames names) => new("POST", Path(names, "/status/resume"), Task(names, "vzresume", "qmresume"));

    public override string Done(ICallNames names) => $"{Guest.Name} is running";

    public override IEnumerable<string> CheckArguments()
    {
        if (Guest.Type != GuestKind.Vm) yield return $"{Guest.Name} is a container; only VMs are suspended and resumed.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster)
    {
        foreach (var problem in cluster.CheckPower(Guest)) yield return problem;
        if (cluster.Find(Guest) is { Power: GuestPower.Stopped }) yield return $"{Guest.Name} is stopped: only a suspended VM is resumed. Start it instead.";
    }

    public override void ApplyTo(PlannedCluster cluster) => cluster.SetPower(Guest, Wanted);
}
