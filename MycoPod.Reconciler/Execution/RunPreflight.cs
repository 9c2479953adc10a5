using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Proxmox.Errors;
using MycoPod.Core.Runs;
using MycoPod.Reconciler.Credentials;
using MycoPod.Reconciler.Policy;

namespace MycoPod.Reconciler.Execution;

/// <summary>What is looked at before the first change of a run, and of each attempt to take it up again.</summary>
internal sealed class RunPreflight(RunLedger ledger, StepActions actions, PolicyGate policy, ClusterAccess cluster, ClusterRetry retry)
{
    public const string NoCredentials = "There are no Proxmox credentials. Upload them in Settings, then retry.";

    /// <summary>
    /// Looks at every step that is still to be done; names the first conflict. How a guest will be after an earlier step changed it
    /// cannot be seen yet; whether it still is that guest was seen with the earlier step. So it is with anything else.
    /// </summary>
    public async Task<(int Step, string Text)?> FindConflictAsync(Run run, Plan plan, RunNames names, CancellationToken cancellationToken)
    {
        if (run.Steps.Find(s => s.Status == StepStatus.Pending) is not { Number: var first }) return null;
        if (await FindViolationAsync(run, plan, names, first, cancellationToken) is { } violation) return violation;
        foreach (var (index, step) in FirstOfEach(plan.Steps.Index()).Where(s => run.Steps[s.Index].Status == StepStatus.Pending))
        {
            var number = index + 1;
            try
            {
                if (cluster.OpenFor(ledger, run, number, plan, names) is not { } context) return (number, NoCredentials);
                if (await ObserveAsync(context, cancellationToken) is Observation.Conflict conflict) return (number, conflict.Text);
            }
            catch (Exception e) when (e is ProxmoxException or FormatException)
            {
                return (number, e.Message);
            }
        }

        return null;
    }

    /// <summary>
    /// Looks at what earlier attempts did, at each thing by the last step about it: what is so still is unchanged; what is not is told, and no step is
    /// done twice for it.
    /// </summary>
    public async Task ObserveDoneAsync(Run run, Plan plan, RunNames names, CancellationToken cancellationToken)
    {
        var done = plan.Steps.Index().Where(s => run.Steps[s.Index].Status is StepStatus.Succeeded or StepStatus.Unchanged).Reverse();
        foreach (var (index, _) in FirstOfEach(done).OrderBy(s => s.Index))
        {
            if (cluster.OpenFor(ledger, run, index + 1, plan, names) is not { } context) return;
            try
            {
                await TellAsync(context, await ObserveAsync(context, cancellationToken), cancellationToken);
            }
            catch (Exception e) when (e is ProxmoxException or FormatException)
            {
                await ledger.RecordAsync(run.Id, index + 1, entry => entry.Line($"Whether it is so still could not be looked up: {e.Message}"), cancellationToken);
            }
        }
    }

    private Task TellAsync(StepContext context, Observation observed, CancellationToken cancellationToken) => ledger.RecordAsync(
        context.RunId,
        context.Number,
        entry =>
        {
            switch (observed)
            {
                case Observation.AlreadySo so:
                    if (entry.Step.Status == StepStatus.Succeeded) entry.Step.Become(StepStatus.Unchanged);
                    entry.Event(RunEventKind.StepFinished, so.Text, nameof(StepStatus.Unchanged));
                    break;
                case Observation.Conflict conflict:
                    entry.Line($"It was done before and is not repeated. Now: {conflict.Text}");
                    break;
                default:
                    entry.Line("It was done before and is not repeated.");
                    break;
            }
        },
        cancellationToken);

    private async Task<(int Step, string Text)?> FindViolationAsync(Run run, Plan plan, RunNames names, int first, CancellationToken cancellationToken)
    {
        try
        {
            if (cluster.OpenFor(ledger, run, first, plan, names) is not { } context) return (first, NoCredentials);
            var violations = await retry.ForReading(run.Id, first).ExecuteAsync(async token => await policy.CheckPlanAsync(plan, context.Client, token), cancellationToken);
            return violations.FirstOrDefault(v => v.Step is not { } number || run.Steps[number - 1].Status == StepStatus.Pending) is { } violation ? (violation.Step ?? first, violation.Text) : null;
        }
        catch (Exception e) when (e is ProxmoxException or FormatException)
        {
            return (first, e.Message);
        }
    }

    private async Task<Observation> ObserveAsync(StepContext context, CancellationToken cancellationToken) => await retry.ForReading(context.RunId, context.Number).ExecuteAsync(
        async token => await actions.For(context.Step).ObserveAsync(context, token), cancellationToken);

    /// <summary>Of several steps about one thing the first.</summary>
    public static IEnumerable<(int Index, Step Item)> FirstOfEach(IEnumerable<(int Index, Step Item)> steps) =>
        steps.DistinctBy(s => s.Item.Target is { Vmid: { } vmid } ? (vmid, "") : ((Vmid?)null, s.Item.Subject));
}
