namespace MycoPod.Core.Plans;

/// <summary>What a plan does, in one line: "2 containers created, 1 started, 1 VM deleted".</summary>
public static class PlanSummary
{
    /// <summary>First what is made, then what is changed, then what is lost; among these as the plan has it.</summary>
    public static string Of(Plan plan)
    {
        var said = plan.Steps.OrderBy(s => s.Risk).CountBy(s => s.Effect).Select(e => e.Key.Count(e.Value)).ToList();
        return said.Count == 0 ? "Nothing to do" : string.Join(", ", said);
    }
}
