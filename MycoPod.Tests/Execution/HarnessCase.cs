using MycoPod.Core.Plans;

namespace MycoPod.Tests.Execution;

/// <summary>A step kind as the harness tries it.</summary>
/// <param name="Plan">Its first step is of the kind; it can be carried out on the sandbox's first cluster.</param>
/// <param name="Before">What has to be done before, or null.</param>
internal sealed record HarnessCase(Plan Plan, Plan? Before)
{
    public Step Step => Plan.Steps[0];

    /// <summary>No look at the cluster tells whether it was carried out: a lost answer is a person's to judge.</summary>
    public bool IsInvisible => Step is IActingStep;

    public bool StartsTask => Step.Call(1, PlaceholderNames.Instance) is ApiCall { Task: not null };
}
