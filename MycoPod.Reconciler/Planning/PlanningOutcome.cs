using MycoPod.Core.Plans;

namespace MycoPod.Reconciler.Planning;

/// <summary>What planning came to.</summary>
/// <param name="Plan">The plan; null wherever there are problems.</param>
/// <param name="Assumptions">What was chosen because the text left it open, one short sentence each.</param>
/// <param name="Problems">Why there is no plan, each a sentence that says what to change.</param>
internal sealed record PlanningOutcome(Plan? Plan, IReadOnlyList<string> Assumptions, IReadOnlyList<string> Problems)
{
    public static PlanningOutcome Planned(Plan plan, IReadOnlyList<string> assumptions) => new(plan, assumptions, []);

    public static PlanningOutcome Refused(IReadOnlyList<string> problems) => new(null, [], problems);
}
