using System.Globalization;
using MycoPod.Core.Inventory;

namespace MycoPod.Core.Plans.Policy;

/// <summary>Guests that are never changed or deleted. What only adds to them, as a snapshot or a backup, is no change.</summary>
public sealed record ProtectedGuests(GuestTrait By, IReadOnlyList<Wildcard> Patterns, string Key, int Line) : PolicyRule(Key, Line)
{
    internal override IEnumerable<string> Check(Step step, int number, PolicySubjects subjects, PlannedSizes sizes)
    {
        if (step.Risk == Risk.Create) return [];
        return subjects.Of(step, number).Where(IsProtected).Select(g => $"{g.Name}{(g.Vmid is { } vmid ? $" ({vmid})" : "")} is protected: it is never changed or deleted").Distinct(StringComparer.Ordinal);
    }

    private bool IsProtected(PolicySubject guest) => Values(guest).Any(value => Patterns.Any(p => p.Matches(value)));

    private IEnumerable<string> Values(PolicySubject guest) => By switch
    {
        GuestTrait.Name => [guest.Name],
        GuestTrait.Tag => guest.Tags,
        GuestTrait.Pool => guest.Pool is null ? [] : [guest.Pool],
        _ => guest.Vmid is { } vmid ? [vmid.Value.ToString(CultureInfo.InvariantCulture)] : [],
    };
}
