using System.Text;

namespace MycoPod.Core.Plans;

/// <summary>
/// <c>plan.md</c>: the plan for people who read it where the repository is hosted. Generated from the plan, compared when it
/// is read back, never believed.
/// </summary>
public static class PlanMarkdown
{
    private const string Indent = "       ";

    public static string Write(Plan plan)
    {
        var text = new StringBuilder("# Plan\n\n");
        text.Append(PlanSummary.Of(plan)).Append(".\n\n");
        foreach (var step in PlannedStep.Of(plan))
        {
            text.Append($"{step.Number}. {step.Title} ({step.Risk.ToString().ToLowerInvariant()})\n\n{Indent}{step.Note.ReplaceLineEndings($"\n{Indent}")}\n\n");
        }

        return text.Append("Generated from plan.json, which is what runs.\n").ToString();
    }
}
