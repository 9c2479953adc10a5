using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Validation;

namespace MycoPod.Core.Plans.Policy;

/// <summary>
/// What may be done on the cluster whoever approves it. Checked at preview, when it is approved, and again before each step. It is
/// kept by the Agent, where Web cannot write.
/// </summary>
public sealed record ClusterPolicy(IReadOnlyList<PolicyRule> Rules)
{
    /// <summary>Whether telling if a guest is protected takes its tags or its pool, which a plan does not hold.</summary>
    public bool AsksForGuests => Rules.OfType<ProtectedGuests>().Any(r => r.By is GuestTrait.Tag or GuestTrait.Pool);

    /// <summary>Whether telling how large guests become takes how large they are.</summary>
    public bool AsksForSizes => Rules.Any(r => r is SizeLimit);

    /// <param name="guests">Those of the cluster, or null where it is not asked: then the plan's own references count, and how much larger guests become cannot be told.</param>
    /// <returns>A problem for each violation, with the rule and its line.</returns>
    public IReadOnlyList<PlanProblem> Check(Plan plan, IReadOnlyList<Guest>? guests)
    {
        var (subjects, sizes) = (new PolicySubjects(guests ?? []), new PlannedSizes(guests ?? []));
        List<PlanProblem> problems = [];
        foreach (var (index, step) in plan.Steps.Index())
        {
            sizes.Apply(step, index + 1);
            subjects.Apply(step);
            problems.AddRange(Check(step, index + 1, subjects, sizes));
        }

        return problems;
    }

    /// <summary>Right before a step, when those before it are done.</summary>
    /// <param name="guests">As they are now.</param>
    public IReadOnlyList<PlanProblem> CheckStep(Plan plan, int number, IReadOnlyList<Guest> guests)
    {
        var (subjects, sizes) = (new PolicySubjects(guests), new PlannedSizes(guests));
        foreach (var (index, step) in plan.Steps.Take(number).Index())
        {
            // What earlier steps did to guests that were there is seen already.
            if (index + 1 == number || step.Target is { Vmid: null }) sizes.Apply(step, index + 1);
            subjects.Apply(step);
        }

        return [.. Check(plan.Steps[number - 1], number, subjects, sizes)];
    }

    private IEnumerable<PlanProblem> Check(Step step, int number, PolicySubjects subjects, PlannedSizes sizes) =>
        from rule in Rules
        from problem in rule.Check(step, number, subjects, sizes)
        select new PlanProblem(number, $"{problem} ({rule.Where}).");

    /// <summary>The steps that only an Admin may approve, each with the rule that says so.</summary>
    public IReadOnlyList<string> CheckAdminOnly(Plan plan) =>
    [
        .. from step in plan.Steps.Index()
           from rule in Rules.OfType<AdminKinds>()
           where rule.Names(step.Item.Kind)
           select $"Step {step.Index + 1}: {step.Item.Kind} needs the approval of an Admin ({rule.Where}).",
    ];
}
