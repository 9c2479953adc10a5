namespace MycoPod.Core.Link;

/// <summary>The Agent's answer: a plan, or why there is none.</summary>
/// <param name="Plan">The bytes of <c>plan.json</c>, or null where there is none.</param>
/// <param name="Assumptions">What was chosen because the text left it open.</param>
/// <param name="Problems">Why there is no plan, each a sentence that says what to change.</param>
/// <param name="Planner">Who planned, as in <c>built-in</c>.</param>
/// <param name="Cluster">Name and version of the cluster the plan was checked against; null: "Cluster unknown: not checked".</param>
public sealed record PreviewResult(
    byte[]? Plan,
    IReadOnlyList<string> Assumptions,
    IReadOnlyList<string> Problems,
    string Planner,
    double Seconds,
    string? Cluster)
{
    /// <summary>Why no planner could be asked, as a notice for people; null where one answered.</summary>
    public string? Failure { get; init; }

    /// <summary>How a language model planned; null where none did.</summary>
    public PlanningRecord? Record { get; init; }
}
