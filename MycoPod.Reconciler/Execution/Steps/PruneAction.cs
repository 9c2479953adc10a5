using MycoPod.Core.Plans;
using MycoPod.Core.Plans.Steps.Storages;
using MycoPod.Core.Proxmox;

namespace MycoPod.Reconciler.Execution.Steps;

/// <summary>Deletes backups by a rule, where the rule means what was approved still.</summary>
internal sealed class PruneAction : IStepAction
{
    public bool Handles(Step step) => step is PruneBackups;

    public async Task<Observation> ObserveAsync(StepContext context, CancellationToken cancellationToken)
    {
        var step = (PruneBackups)context.Step;
        var data = await context.Client.SendAsync(new("GET", step.Path, step.Rule), cancellationToken);
        var found = data.EnumerateArray().Select(b => b.Values()).Where(b => b.GetValueOrDefault("mark") == "remove").Select(b => b.GetValueOrDefault("volid", "")).ToHashSet(StringComparer.Ordinal);
        if (found.Count == 0) return new Observation.AlreadySo($"{context.Step.Done(context.Names)} already");
        return found.SetEquals(step.Deletes)
            ? new Observation.Absent()
            : new Observation.Conflict($"The rule {step.Keep} would delete {string.Join(", ", found.Order(StringComparer.Ordinal))} now, not what was approved. Nothing was sent. Preview again.");
    }
}
