using System.Text.Json;
using MycoPod.Core.Link;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Validation;
using MycoPod.Core.Proxmox;
using MycoPod.Core.Proxmox.Cluster;
using MycoPod.Core.Proxmox.Errors;
using MycoPod.Core.Proxmox.Exchanges;
using MycoPod.Reconciler.Credentials;
using MycoPod.Reconciler.Execution;
using MycoPod.Reconciler.Policy;

namespace MycoPod.Reconciler.Planning;

/// <summary>Tells whoever approves whether the cluster is still what the plan was made on. Reads only.</summary>
internal sealed class PlanComparison(ClusterAccess access, PolicyGate policy, StepActions actions, TimeProvider time)
{
    public async Task<ComparisonResult> CompareAsync(ComparisonRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var plan = Plan.FromBytes(request.Plan);
            if (access.Open(DiscardedExchanges.Instance) is not { } client) return ComparisonResult.Unknown("Proxmox credentials must be uploaded first.");
            var inventory = await new InventoryReader(client, time).ReadAsync(cancellationToken);
            List<ClusterChange> changes = [.. InventoryRules.Check(plan, inventory).Concat(policy.Check(plan, inventory)).Select(p => new ClusterChange(p.Step, p.Text))];
            return new([.. changes, .. await LookAsync(plan, client, [.. changes.Select(c => c.Step)], cancellationToken)], Problem: null);
        }
        catch (Exception e) when (e is ProxmoxException or FormatException or JsonException)
        {
            return ComparisonResult.Unknown(e.Message);
        }
    }

    /// <summary>Looks at each thing as a run would before its first change: what is no longer as it was seen at planning is told.</summary>
    /// <param name="told">Steps of which something is told already.</param>
    private async Task<IReadOnlyList<ClusterChange>> LookAsync(Plan plan, ProxmoxClient client, HashSet<int?> told, CancellationToken cancellationToken)
    {
        List<ClusterChange> changes = [];
        var names = new RunNames(plan);
        foreach (var (index, step) in RunPreflight.FirstOfEach(plan.Steps.Index()).Where(s => !told.Contains(s.Index + 1)))
        {
            var context = new StepContext(Guid.Empty, index + 1, plan, names, client);
            try
            {
                if (await actions.For(step).ObserveAsync(context, cancellationToken) is Observation.Conflict conflict) changes.Add(new(context.Number, conflict.Text));
            }
            catch (FormatException e)
            {
                changes.Add(new(context.Number, e.Message));
            }
        }

        return changes;
    }
}
