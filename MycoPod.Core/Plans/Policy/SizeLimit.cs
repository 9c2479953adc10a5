namespace MycoPod.Core.Plans.Policy;

/// <summary>How large a guest may become, or how much a plan may add in all.</summary>
/// <param name="IsForPlan">Whether the whole plan is meant, not each guest.</param>
/// <param name="Most">Guests, cores, or bytes.</param>
public sealed record SizeLimit(bool IsForPlan, SizeKind What, long Most, string Key, int Line) : PolicyRule(Key, Line)
{
    internal override IEnumerable<string> Check(Step step, int number, PolicySubjects subjects, PlannedSizes sizes)
    {
        if (!sizes.Grew(What)) return [];
        if (IsForPlan) return sizes.Added(What) > Most ? [$"With this step the plan adds {Say(sizes.Added(What))}, more than {Say(Most)}"] : [];
        return sizes.Touched is { } guest && guest.Of(What) > Most ? [$"{guest.Name} would have {Say(guest.Of(What))}, more than {Say(Most)}"] : [];
    }

    private string Say(long amount) => What switch
    {
        SizeKind.Guests => amount == 1 ? "1 guest" : $"{amount} guests",
        SizeKind.Cores => amount == 1 ? "1 core" : $"{amount} cores",
        SizeKind.Memory => $"{Fields.DiskSize.Say(amount)} of memory",
        _ => $"{Fields.DiskSize.Say(amount)} of disk",
    };
}
