namespace MycoPod.Core.Plans.Steps.Shell;

/// <summary>Nothing is sent: something is looked at again and again.</summary>
/// <param name="Look">As in <c>GET /nodes/pve1/qemu/100/agent/get-osinfo</c>.</param>
public sealed record Waiting(string Look, string Until, int DeadlineSeconds) : StepCall
{
    public override string Note => $"{Look}  until {Until}, for at most {DeadlineSeconds} s";
}
