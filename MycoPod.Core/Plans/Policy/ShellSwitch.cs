using MycoPod.Core.Plans.Steps.Shell;

namespace MycoPod.Core.Plans.Policy;

/// <summary>Commands in guests, or on nodes, are off.</summary>
public sealed record ShellSwitch(bool IsForNodes, string Key, int Line) : PolicyRule(Key, Line)
{
    internal override IEnumerable<string> Check(Step step, int number, PolicySubjects subjects, PlannedSizes sizes) =>
        step is IShellStep && step is RunOnNode == IsForNodes ? [$"Commands {(IsForNodes ? "on nodes" : "in guests")} are off"] : [];
}
