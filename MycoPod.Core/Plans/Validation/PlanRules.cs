using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Steps.Guests;

namespace MycoPod.Core.Plans.Validation;

/// <summary>
/// The rules a plan must keep whatever the cluster looks like. Checked when it is planned, when it is approved and again
/// before it runs.
/// </summary>
public static class PlanRules
{
    /// <summary>More steps than a person can review are no plan.</summary>
    public const int MaxSteps = 500;

    public static IReadOnlyList<PlanProblem> Check(Plan plan)
    {
        List<PlanProblem> problems = [];
        if (plan.Steps.Count == 0) problems.Add(new(null, "The plan has no steps."));
        if (plan.Steps.Count > MaxSteps) problems.Add(new(null, $"The plan has {plan.Steps.Count} steps; {MaxSteps} are allowed."));

        HashSet<string> made = new(StringComparer.OrdinalIgnoreCase);
        HashSet<Vmid> deleted = [];
        HashSet<(string Guest, string Snapshot)> taken = [];
        foreach (var (index, step) in plan.Steps.Index())
        {
            problems.AddRange(step.CheckArguments().Concat(CheckGuest(step, made, deleted)).Concat(CheckSnapshot(step, taken)).Select(text => new PlanProblem(index + 1, text)));
        }

        return problems;
    }

    /// <summary>Names of snapshots are used again: which one is meant, its time says, or the step that takes it.</summary>
    private static IEnumerable<string> CheckSnapshot(Step step, HashSet<(string Guest, string Snapshot)> taken)
    {
        if (step is CreateSnapshot { Guest.Name: var guest, Name: var name }) taken.Add((guest, name));
        if (step is INamesSnapshot { TakenAt: null } named && !taken.Contains((named.Guest.Name, named.Name)))
            yield return $"Which snapshot {named.Name} of {named.Guest.Name} is meant is not said: it is neither taken by an earlier step, nor is the time given when it was taken.";
    }

    private static IEnumerable<string> CheckGuest(Step step, HashSet<string> made, HashSet<Vmid> deleted)
    {
        if (step is ICreatesGuest { Made.Name: var name } && !made.Add(name)) yield return $"{name} is created twice.";
        if ((step is ICreatesGuest creates ? creates.CopiedFrom : step.Target) is not { } guest) yield break;
        if (guest.Vmid is null && step is not DeleteGuest && !made.Contains(guest.Name)) yield return $"{guest.Name} is neither an existing guest nor made by an earlier step.";
        if (guest.Vmid is not { } vmid) yield break;
        if (made.Contains(guest.Name)) yield return $"{guest.Name} is made by this plan and cannot have the number {vmid} already.";
        if (deleted.Contains(vmid)) yield return $"{guest.Name} ({vmid}) is deleted by an earlier step.";
        if (step is DeleteGuest) deleted.Add(vmid);
    }
}
