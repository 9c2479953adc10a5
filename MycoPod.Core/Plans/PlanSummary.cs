using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Steps;

namespace MycoPod.Core.Plans;

/// <summary>What a plan does, in one line: "2 containers created, 2 started".</summary>
public static class PlanSummary
{
    public static string Of(Plan plan)
    {
        var created = plan.Steps.Count(s => s is CreateContainer);
        var started = plan.Steps.Count(s => s is StartGuest);
        var stopped = plan.Steps.Count(s => s is StopGuest);
        string?[] parts =
        [
            created == 0 ? null : $"{Nouns(created)} created",
            started == 0 ? null : $"{started} started",
            stopped == 0 ? null : $"{stopped} stopped",
        ];
        var said = parts.OfType<string>().ToList();
        return said.Count == 0 ? "Nothing to do" : string.Join(", ", said);
    }

    private static string Nouns(int count) => count == 1 ? $"1 {GuestKind.Ct.Noun()}" : $"{count} {GuestKind.Ct.Noun()}s";
}
