using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Guests;

/// <summary>Halts a running VM where it stands; its memory stays. Containers do not know this well enough (experimental in Proxmox).</summary>
public sealed record SuspendGuest(GuestReference Guest) : GuestStep, IPowerStep
{
    public const string KindName = "suspend-guest";

    /// <summary>Whether its memory goes to disk: it is then off, and goes on from there when it is started.</summary>
    public bool? ToDisk { get; init; }

    public override string Kind => KindName;

    public override Risk Risk => Risk.Change;

    public override Effect Effect => new(null, "suspended");

    public override string Title => $"Suspend {Guest.Name}{(ToDisk == true ? " to disk" : "")}";

    public GuestPower Wanted => ToDisk == true ? GuestPower.Stopped : GuestPower.Paused;

    public override IReadOnlyList<Need> Needs => [Need.OnGuest(Guest, "VM.PowerMgmt")];

    public override ApiCall Call(int number, ICallNames names) => ToDisk == true
        ? new("POST", Path(names, "/status/suspend"), [new("todisk", "1")], Task(names, "vzsuspend", "qmsuspend"))
        : new("POST", Path(names, "/status/suspend"), Task(names, "vzsuspend", "qmpause"));

    public override string Done(ICallNames names) => $"{Guest.Name} is suspended";

    public override IEnumerable<string> CheckArguments()
    {
        if (Guest.Type != GuestKind.Vm) yield return $"{Guest.Name} is a container; only VMs are suspended.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster)
    {
        foreach (var problem in cluster.CheckPower(Guest)) yield return problem;
        if (cluster.Find(Guest) is { Power: GuestPower.Stopped }) yield return $"{Guest.Name} is stopped: only a running VM is suspended.";
    }

    public override void ApplyTo(PlannedCluster cluster) => cluster.SetPower(Guest, Wanted);
}
