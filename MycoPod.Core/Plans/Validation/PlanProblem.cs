namespace MycoPod.Core.Plans.Validation;

/// <summary>Why a plan may not be carried out.</summary>
/// <param name="Step">The step's number, from 1, or null where the plan as a whole is meant.</param>
public sealed record PlanProblem(int? Step, string Text)
{
    public override string ToString() => Step is null ? Text : $"Step {Step}: {Text}";
}
