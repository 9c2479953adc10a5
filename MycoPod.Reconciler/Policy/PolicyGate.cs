using MycoPod.Core.Approvals;
using MycoPod.Core.Inventory;
using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Policy;
using MycoPod.Core.Plans.Validation;
using MycoPod.Core.Proxmox;
using MycoPod.Core.Proxmox.Cluster;
using MycoPod.Core.Proxmox.Guests;

namespace MycoPod.Reconciler.Policy;

/// <summary>Asks the policy, as it stands in its file at that moment.</summary>
internal sealed class PolicyGate(PolicyFile file)
{
    private const string Admin = "Admin";

    /// <exception cref="PolicyException">The file cannot be used.</exception>
    public void RequireUsable() => file.Read();

    /// <summary>For a preview, and for whoever approves.</summary>
    /// <param name="inventory">Null where the cluster is unknown.</param>
    /// <exception cref="PolicyException">The file cannot be used.</exception>
    public IReadOnlyList<PlanProblem> Check(Plan plan, InventorySnapshot? inventory) => file.Read().Check(plan, inventory?.Guests);

    /// <summary>What the reader of a plan should know of it: which steps take an Admin.</summary>
    /// <exception cref="PolicyException">The file cannot be used.</exception>
    public IReadOnlyList<string> Remarks(Plan plan) => file.Read().CheckAdminOnly(plan);

    /// <summary>For an approval that was found in the repository.</summary>
    /// <exception cref="PolicyException">The file cannot be used.</exception>
    public IReadOnlyList<string> CheckApproved(Plan plan, ApprovalPayload approval)
    {
        var policy = file.Read();
        return [.. policy.Check(plan, guests: null).Select(p => p.ToString()), .. approval.Role == Admin ? [] : policy.CheckAdminOnly(plan)];
    }

    /// <summary>Before the first change of a run.</summary>
    /// <exception cref="PolicyException">The file cannot be used.</exception>
    public async Task<IReadOnlyList<PlanProblem>> CheckPlanAsync(Plan plan, ProxmoxClient client, CancellationToken cancellationToken)
    {
        var policy = file.Read();
        return policy.Check(plan, policy.AsksForGuests ? await client.ListGuestsAsync(cancellationToken) : null);
    }

    /// <summary>Right before a step. What a plan does not tell of its guests is asked from the cluster, where a rule asks for it.</summary>
    /// <param name="number">The step's, from 1.</param>
    /// <param name="vmid">Its guest's number by now, or null.</param>
    /// <returns>Why it may not be done, in sentences, or null.</returns>
    /// <exception cref="PolicyException">The file cannot be used.</exception>
    public async Task<string?> RefuseAsync(Plan plan, int number, Vmid? vmid, ProxmoxClient client, CancellationToken cancellationToken)
    {
        var policy = file.Read();
        var guests = policy.AsksForGuests ? await client.ListGuestsAsync(cancellationToken) : [];
        if (policy.AsksForSizes && plan.Steps[number - 1].Target is { } target && vmid is { } known && await client.FindConfigAsync(target.Node, target.Type, known, cancellationToken) is { } config)
        {
            var seen = guests.FirstOrDefault(g => g.Vmid == known) ?? new(known, target.Name, target.Type, target.Node, GuestPower.Unknown, IsTemplate: false);
            guests = [.. guests.Where(g => g.Vmid != known), seen with { Settings = config.Settings, Digest = config.Digest }];
        }

        var violations = policy.CheckStep(plan, number, guests);
        return violations.Count == 0 ? null : string.Join(" ", violations.Select(v => v.Text));
    }
}
