namespace MycoPod.Core.Plans.Steps.Shell;

/// <summary>A command in a VM, over SSH.</summary>
/// <param name="User">Who logs in, and whose shell runs the command.</param>
/// <param name="Address">With a port where that is not 22.</param>
public sealed record GuestCommand(string Guest, string User, string Address, string Command) : StepCall
{
    public override string Note => $"ssh {User}@{Address}: {Command}";
}
