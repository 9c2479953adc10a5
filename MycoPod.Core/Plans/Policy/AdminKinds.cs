namespace MycoPod.Core.Plans.Policy;

/// <summary>Step kinds that count only with the approval of an Admin; see <see cref="ClusterPolicy.CheckAdminOnly"/>.</summary>
public sealed record AdminKinds(IReadOnlyList<Wildcard> Kinds, string Key, int Line) : PolicyRule(Key, Line)
{
    internal bool Names(string kind) => Kinds.Any(k => k.Matches(kind));

    internal override IEnumerable<string> Check(Step step, int number, PolicySubjects subjects, PlannedSizes sizes) => [];
}
