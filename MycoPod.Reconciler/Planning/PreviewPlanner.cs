using MycoPod.Core.Inventory;
using MycoPod.Core.Link;
using MycoPod.Core.Proxmox.Errors;
using MycoPod.Reconciler.Planning.Guards;
using MycoPod.Reconciler.Policy;
using MycoPod.Reconciler.Shell;

namespace MycoPod.Reconciler.Planning;

/// <summary>Answers a preview: looks at the cluster, plans, and checks the plan. A plan that breaks a rule is never shown as one.</summary>
internal sealed class PreviewPlanner(ClusterSight sight, PlanChecks checks, PolicyGate policy, IPlanner planner, AgentKey key, TimeProvider time)
{
    private const int MostShown = 10;

    public async Task<PreviewResult> PlanAsync(PreviewRequest request, Func<string, Task> progress, CancellationToken cancellationToken)
    {
        var begin = time.GetTimestamp();
        var name = planner.Name;
        InventorySnapshot? inventory;
        try
        {
            await progress("Looking at the cluster");
            policy.RequireUsable();
            inventory = await sight.ReadAsync(request.Text, cancellationToken);
        }
        catch (PolicyException e)
        {
            return Refused(e.Message);
        }
        catch (Exception e) when (e is ProxmoxException or FormatException)
        {
            return Refused($"{(e as ProxmoxException)?.Sentence ?? e.Message} Nothing was planned. Check that the cluster is reachable, then preview again.");
        }

        await progress("Planning");
        var outcome = await planner.PlanAsync(request.Text, inventory, cancellationToken);
        if (outcome.Plan is not { } bare) return Answer(plan: null, outcome.Assumptions, outcome.Problems);
        var (plan, logins) = new AgentLogin(bare, inventory, key.PublicKey).LetIn();

        await progress("Checking the plan");
        var (problems, remarks) = await checks.CheckAsync(request.Text, plan, inventory, cancellationToken);
        return problems.Count == 0
            ? Answer(plan.ToBytes(), [.. outcome.Assumptions, .. logins, .. inventory?.Gaps ?? [], .. remarks], [])
            : Answer(plan: null, outcome.Assumptions, [.. problems.Select(p => p.ToString())]);

        PreviewResult Refused(string problem) => new(Plan: null, [], [problem], name, time.GetElapsedTime(begin).TotalSeconds, Cluster: null);

        PreviewResult Answer(byte[]? plan, IReadOnlyList<string> assumptions, IReadOnlyList<string> texts) => new(
            plan, assumptions, Shown(texts), name, time.GetElapsedTime(begin).TotalSeconds, inventory is null ? null : $"{inventory.ClusterName} {inventory.Version}")
        {
            Failure = outcome.Failure,
            Record = outcome.Record,
        };
    }

    /// <summary>One mistake can break a rule in every step: a few say enough.</summary>
    private static IReadOnlyList<string> Shown(IReadOnlyList<string> problems) =>
        problems.Count <= MostShown ? problems : [.. problems.Take(MostShown), $"And {problems.Count - MostShown} more problems like these."];
}
