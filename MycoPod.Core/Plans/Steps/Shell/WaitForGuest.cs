using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Shell;

/// <summary>Waits until a guest is ready for what comes next. It changes nothing; it only reads.</summary>
/// <param name="DeadlineSeconds">How long it may take; the step fails after that.</param>
/// <param name="Address">Where SSH is to answer, with a port where that is not 22; null for what the cluster shows.</param>
public sealed record WaitForGuest(GuestReference Guest, GuestSign For, int DeadlineSeconds, string? Address = null) : GuestStep
{
    public const string KindName = "wait-for-guest";

    /// <summary>In seconds: what a cloud image's first start takes, several times over.</summary>
    public const int UsualDeadline = 300;

    public override string Kind => KindName;

    /// <summary>It costs time at most.</summary>
    public override Risk Risk => Risk.Change;

    public override Effect Effect => new("guest", "waited for");

    public override string Title => For switch
    {
        GuestSign.Address => $"Wait until {Guest.Name} has an address",
        GuestSign.Agent => $"Wait until the agent of {Guest.Name} answers",
        _ => $"Wait until {Guest.Name} answers over SSH",
    };

    public override IReadOnlyList<Need> Needs => [Need.OnGuest(Guest, Guest.Type == GuestKind.Vm ? "VM.Monitor" : "VM.Audit")];

    public override StepCall Call(int number, ICallNames names) => For switch
    {
        GuestSign.Address => new Waiting($"GET {AddressPath(names)}", "it names an address", DeadlineSeconds),
        GuestSign.Agent => new Waiting($"GET {Path(names, "/agent/get-osinfo")}", "it is answered", DeadlineSeconds),
        _ => new Waiting(Address is null ? $"GET {AddressPath(names)}, then SSH to port 22 there" : $"SSH to {Address}", "it is answered", DeadlineSeconds),
    };

    public override string Done(ICallNames names) => For switch
    {
        GuestSign.Address => $"{Guest.Name} has an address",
        GuestSign.Agent => $"The agent of {Guest.Name} answers",
        _ => $"{Guest.Name} answers over SSH",
    };

    public override IEnumerable<string> CheckArguments()
    {
        if (DeadlineSeconds is < 1 or > 3600) yield return $"{DeadlineSeconds} s: 1 to 3600 are possible.";
        if (For == GuestSign.Agent && Guest.Type == GuestKind.Ct) yield return $"{Guest.Name} is a container, and containers have no agent.";
        if (For != GuestSign.Ssh && Address is not null) yield return "An address is for SSH only.";
        if (Address is not null && !Names.IsSshAddress(Address)) yield return $"'{Address}' is no IPv4 address, as in 192.168.1.10 or 192.168.1.10:2222.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster) => cluster.CheckRunning(Guest, "it would be waited for in vain. Start it first");

    private string AddressPath(ICallNames names) => Path(names, Guest.Type == GuestKind.Vm ? "/agent/network-get-interfaces" : "/interfaces");
}
