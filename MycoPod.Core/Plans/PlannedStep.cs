namespace MycoPod.Core.Plans;

/// <summary>A step as people see it.</summary>
/// <param name="Number">Its place in the plan, from 1.</param>
/// <param name="Note">All that is sent or run, as it will be, with placeholders for what is not known yet.</param>
public sealed record PlannedStep(int Number, string Kind, string Title, string Note, Risk Risk)
{
    /// <summary>All steps of a plan, in order.</summary>
    public static IReadOnlyList<PlannedStep> Of(Plan plan) =>
    [
        .. plan.Steps.Select((step, index) =>
            new PlannedStep(index + 1, step.Kind, step.Title, step.Note(index + 1, PlaceholderNames.Instance), step.Risk)),
    ];
}
