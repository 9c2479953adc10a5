namespace MycoPod.Core.Plans.Policy;

/// <summary>Step kinds that are never carried out, also where another rule allows them.</summary>
public sealed record DeniedKinds(IReadOnlyList<Wildcard> Kinds, string Key, int Line) : PolicyRule(Key, Line)
{
    internal override IEnumerable<string> Check(Step step, int number, PolicySubjects subjects, PlannedSizes sizes) =>
        Kinds.Any(k => k.Matches(step.Kind)) ? [$"The policy denies {step.Kind}"] : [];
}
