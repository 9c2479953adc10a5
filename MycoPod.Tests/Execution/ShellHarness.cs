using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Core.Plans.Steps.Shell;
using static MycoPod.Tests.Execution.StepHarness;

namespace MycoPod.Tests.Execution;

/// <summary>The step kinds that run commands, or wait for a guest: with a check and without, over the API and over SSH.</summary>
internal static class ShellHarness
{
    /// <summary>The agent of a machine is there after its next start.</summary>
    public static IReadOnlyList<Step> WithAgent => [new ConfigureGuest(Nas, [new("agent", null, "1")]), new StopGuest(Nas), new StartGuest(Nas), new WaitForGuest(Nas, GuestSign.Agent, WaitForGuest.UsualDeadline)];

    public static IReadOnlyList<HarnessCase> Cases =>
    [
        Case([RunInGuest.In(Nas, "echo made >> /srv/made"), new StartGuest(OldWiki)], WithAgent),
        Case([new RunOnNode(new("pve1"), "echo made >> /srv/made", "test -e /srv/made"), new StartGuest(OldWiki)]),
        Case([new WaitForGuest(Nas, GuestSign.Agent, WaitForGuest.UsualDeadline), new StartGuest(OldWiki)], WithAgent),
    ];
}
