using System.Text.Json;
using MycoPod.Core.Link;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Validation;
using MycoPod.Core.Proxmox.Cluster;
using MycoPod.Core.Proxmox.Errors;
using MycoPod.Core.Proxmox.Exchanges;
using MycoPod.Reconciler.Credentials;
using MycoPod.Reconciler.Policy;

namespace MycoPod.Reconciler.Planning;

/// <summary>Tells whoever approves whether the cluster is still what the plan was made on. Reads only.</summary>
internal sealed class PlanComparison(ClusterAccess access, PolicyGate policy, TimeProvider time)
{
    public async Task<ComparisonResult> CompareAsync(ComparisonRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var plan = Plan.FromBytes(request.Plan);
            if (access.Open(DiscardedExchanges.Instance) is not { } client) return ComparisonResult.Unknown("Proxmox credentials must be uploaded first.");
            var inventory = await new InventoryReader(client, time).ReadAsync(cancellationToken);
            return new([.. InventoryRules.Check(plan, inventory).Concat(policy.Check(plan, inventory)).Select(p => new ClusterChange(p.Step, p.Text))], Problem: null);
        }
        catch (Exception e) when (e is ProxmoxException or FormatException or JsonException)
        {
            return ComparisonResult.Unknown(e.Message);
        }
    }
}
