namespace MycoPod.Core.Plans.Policy;

/// <summary>One rule of <c>policy.yaml</c>.</summary>
/// <param name="Key">Where it stands, as in <c>protected.tags</c>.</param>
/// <param name="Line">The line in the file, from 1.</param>
public abstract record PolicyRule(string Key, int Line)
{
    /// <summary>Named with each violation, so that whoever may change the policy finds it.</summary>
    public string Where => $"policy.yaml, line {Line}: {Key}";

    /// <summary>What a step would do against the rule, in words that end where the rule's place follows.</summary>
    /// <param name="sizes">How large guests are once the step is done.</param>
    internal abstract IEnumerable<string> Check(Step step, int number, PolicySubjects subjects, PlannedSizes sizes);
}
