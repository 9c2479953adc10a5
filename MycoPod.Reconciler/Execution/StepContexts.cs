using MycoPod.Core.Plans;
using MycoPod.Core.Runs;
using MycoPod.Reconciler.Credentials;

namespace MycoPod.Reconciler.Execution;

/// <summary>How the context of a step is made.</summary>
internal static class StepContexts
{
    /// <returns>Null while there are no credentials.</returns>
    public static StepContext? OpenFor(this ClusterAccess cluster, RunLedger ledger, Run run, int number, Plan plan, RunNames names) =>
        cluster.Open(new StepExchanges(ledger, run.Id, number)) is { } client ? new(run.Id, number, plan, names, client) : null;
}
