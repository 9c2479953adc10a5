using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Guests;
using MycoPod.Core.Plans.Steps.Shell;
using static MycoPod.Tests.Execution.StepHarness;

namespace MycoPod.Tests.Execution;

/// <summary>The step kinds that run commands, or wait for a guest.</summary>
internal static class ShellHarness
{
    /// <summary>By kind.</summary>
    public static readonly IReadOnlyDictionary<string, HarnessCase> Cases = ((HarnessCase[])
    [
        Of(RunInGuest.In(Nas, "touch /srv/made", "test -e /srv/made")),
        Of(new RunOnNode(new("pve1"), "touch /srv/made", "test -e /srv/made")),
        Of(new WaitForGuest(Nas, GuestSign.Agent, WaitForGuest.UsualDeadline)),
    ]).ToDictionary(c => c.Step.Kind, StringComparer.Ordinal);

    private static HarnessCase Of(Step step) => Case([step, new StartGuest(OldWiki)]);
}
