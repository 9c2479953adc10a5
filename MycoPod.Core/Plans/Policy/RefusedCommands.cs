using System.Text.RegularExpressions;
using MycoPod.Core.Plans.Steps.Shell;

namespace MycoPod.Core.Plans.Policy;

/// <summary>Commands that are never run, told by a regular expression.</summary>
public sealed record RefusedCommands(Regex Pattern, string Key, int Line) : PolicyRule(Key, Line)
{
    internal override IEnumerable<string> Check(Step step, int number, PolicySubjects subjects, PlannedSizes sizes) =>
        step is IShellStep shell && (Pattern.IsMatch(shell.Command) || (shell.Check is { } check && Pattern.IsMatch(check))) ? [$"The command has what is always refused, {Pattern}"] : [];
}
