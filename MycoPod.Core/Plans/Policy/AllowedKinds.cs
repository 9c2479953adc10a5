namespace MycoPod.Core.Plans.Policy;

/// <summary>The step kinds that are allowed; any other is not.</summary>
public sealed record AllowedKinds(IReadOnlyList<Wildcard> Kinds, string Key, int Line) : PolicyRule(Key, Line)
{
    internal override IEnumerable<string> Check(Step step, int number, PolicySubjects subjects, PlannedSizes sizes) =>
        Kinds.Any(k => k.Matches(step.Kind)) ? [] : [$"The policy does not allow {step.Kind}"];
}
