using MycoPod.Core.Link;
using MycoPod.Core.Plans;

namespace MycoPod.Reconciler.Planning;

/// <summary>What planning came to: a plan, nothing to do, questions, or a refusal.</summary>
/// <param name="Plan">The plan; null wherever there are problems.</param>
/// <param name="Assumptions">What was chosen because the text left it open, one short sentence each.</param>
/// <param name="Problems">Why there is no plan, each a sentence that says what to change. Questions stand here as sentences, too.</param>
internal sealed record PlanningOutcome(Plan? Plan, IReadOnlyList<string> Assumptions, IReadOnlyList<string> Problems)
{
    /// <summary>What has to be known before there can be a plan; empty where asking would not help.</summary>
    public IReadOnlyList<PlanningQuestion> Questions { get; init; } = [];

    /// <summary>Why no planner could be asked, as a notice for people; null where one answered.</summary>
    public string? Failure { get; init; }

    /// <summary>How a language model planned; null where none did.</summary>
    public PlanningRecord? Record { get; init; }

    /// <summary>Whether all that is asked for holds already; the problems say so one by one.</summary>
    public bool IsNothingToDo { get; init; }

    public static PlanningOutcome Planned(Plan plan, IReadOnlyList<string> assumptions) => new(plan, assumptions, []);

    public static PlanningOutcome Refused(IReadOnlyList<string> problems) => new(null, [], problems);

    public static PlanningOutcome Asked(IReadOnlyList<PlanningQuestion> questions) => new(null, [], [.. questions.Select(q => q.ToString())]) { Questions = questions };

    /// <param name="facts">As in "pihole runs already."</param>
    public static PlanningOutcome NothingToDo(IReadOnlyList<string> facts, IReadOnlyList<string> assumptions) =>
        new(null, assumptions, [$"There is nothing to do. {string.Join(' ', facts)}".TrimEnd()]) { IsNothingToDo = true };
}
