using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Steps.Shell;

/// <summary>Runs a command in a guest.</summary>
/// <param name="User">Who logs in over SSH; null for the other ways, which are root's.</param>
/// <param name="Address">Where SSH answers, with a port where that is not 22; null for what the cluster shows when it runs.</param>
public sealed record RunInGuest(GuestReference Guest, string Command, string? Check, ShellWay Way, string? User = null, string? Address = null) : GuestStep, IShellStep
{
    public const string KindName = "run-in-guest";

    /// <summary>In the way that needs nothing to be set up in the guest: <c>pct exec</c> for a container, its agent for a VM.</summary>
    public static RunInGuest In(GuestReference guest, string command, string? check = null) =>
        new(guest, command, check, guest.Type == GuestKind.Ct ? ShellWay.Pct : ShellWay.Agent);

    /// <summary>Over SSH, into a VM that knows the Agent's key.</summary>
    public static RunInGuest BySsh(GuestReference guest, string user, string command, string? check = null, string? address = null) =>
        new(guest, command, check, ShellWay.Ssh, user, address);

    public override string Kind => KindName;

    public override Risk Risk => Risk.Shell;

    public override Effect Effect => new("command", "run");

    public override string Title => $"Run in {Guest.Name}: {Names.OneLine(Command)}";

    /// <summary>The agent is asked for the address, too.</summary>
    public override IReadOnlyList<Need> Needs => Guest.Type == GuestKind.Vm && (Way == ShellWay.Agent || Address is null) ? [Need.OnGuest(Guest, "VM.Monitor")] : [Need.OnGuest(Guest, "VM.Audit")];

    public override StepCall Call(int number, ICallNames names) => CallOf(Command, number, names);

    public StepCall CallOf(string command, int number, ICallNames names) => Way switch
    {
        ShellWay.Pct => new NodeCommand(Guest.Node, names.IdOf(Guest), command),
        ShellWay.Ssh => new GuestCommand(Guest.Name, User ?? "", Address ?? names.Read(number, "address") ?? "", command),
        _ => new ApiCall("POST", Path(names, "/agent/exec"), [new("command", "/bin/sh"), new("command", "-c"), new("command", command)]),
    };

    public override string Note(int number, ICallNames names) => ShellText.Note(this, number, names);

    public override string Done(ICallNames names) => Check is null ? $"The command was run in {Guest.Name}" : $"The command was run in {Guest.Name}, and its check succeeds";

    public override IEnumerable<string> CheckArguments()
    {
        foreach (var problem in ShellText.Check(this)) yield return problem;
        if (Guest.Type == GuestKind.Ct && Way != ShellWay.Pct) yield return $"{Guest.Name} is a container: commands get there by pct exec.";
        if (Guest.Type == GuestKind.Vm && Way == ShellWay.Pct) yield return $"{Guest.Name} is a VM: commands get there by its agent or over SSH.";
        if (Way != ShellWay.Ssh && (User is not null || Address is not null)) yield return "A user and an address are for SSH only.";
        if (Way == ShellWay.Ssh && (User is null || !Names.IsUnixUser(User))) yield return $"'{User}' is no user name: small letters, digits, - and _, at most 32.";
        if (Address is not null && !Names.IsSshAddress(Address)) yield return $"'{Address}' is no IPv4 address, as in 192.168.1.10 or 192.168.1.10:2222.";
    }

    public override IEnumerable<string> CheckOn(PlannedCluster cluster) => cluster.CheckRunning(Guest, "commands are run in a running guest only. Start it first");
}
