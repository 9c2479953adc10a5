using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Access;
using MycoPod.Core.Plans.Steps.Shell;
using MycoPod.Core.Plans.Steps.Storages;

namespace MycoPod.Tests.Execution;

/// <summary>A step kind as the harness tries it.</summary>
/// <param name="Plan">Its first step is of the kind; it can be carried out on the sandbox's first cluster.</param>
/// <param name="Before">What has to be done before, or null.</param>
internal sealed record HarnessCase(Plan Plan, Plan? Before)
{
    public Step Step => Plan.Steps[0];

    /// <summary>No look at the cluster tells whether it was carried out: a lost answer is a person's to judge.</summary>
    public bool IsInvisible => Step is IActingStep or AddToken or IShellStep { Check: null };

    /// <summary>It takes a login to a node or a guest.</summary>
    public bool NeedsSsh => Step.Call(1, PlaceholderNames.Instance) is NodeCommand or GuestCommand;

    /// <summary>Sent again, it is the server that finds nothing to do.</summary>
    public bool IsSentAgain => Step is IActingStep or IShellStep { Check: null } or DownloadFile { Checksum: not null };

    public bool StartsTask => Step.Call(1, PlaceholderNames.Instance) is ApiCall { Task: not null };
}
