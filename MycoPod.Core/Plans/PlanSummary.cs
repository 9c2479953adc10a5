using MycoPod.Core.Inventory;
using MycoPod.Core.Plans.Steps.Guests;

namespace MycoPod.Core.Plans;

/// <summary>What a plan does, in one line: "2 containers created, 1 started, 1 VM deleted".</summary>
public static class PlanSummary
{
    public static string Of(Plan plan)
    {
        var created = plan.Steps.Count(s => s is CreateContainer);
        var started = plan.Steps.Count(s => s is StartGuest);
        var stopped = plan.Steps.Count(s => s is StopGuest);
        var deleted = plan.Steps.OfType<DeleteGuest>().CountBy(s => s.Guest.Type).OrderByDescending(d => d.Key);
        string?[] parts =
        [
            created == 0 ? null : $"{Nouns(created, GuestKind.Ct)} created",
            started == 0 ? null : $"{started} started",
            stopped == 0 ? null : $"{stopped} stopped",
            .. deleted.Select(d => $"{Nouns(d.Value, d.Key)} deleted"),
        ];
        var said = parts.OfType<string>().ToList();
        return said.Count == 0 ? "Nothing to do" : string.Join(", ", said);
    }

    private static string Nouns(int count, GuestKind kind) => count == 1 ? $"1 {kind.Noun()}" : $"{count} {kind.Noun()}s";
}
