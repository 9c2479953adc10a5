namespace MycoPod.Core.Plans;

/// <summary>What a plan destroys, for asking before it is approved.</summary>
/// <param name="Guests">Each once, in the order of the plan.</param>
public sealed record Destruction(IReadOnlyList<GuestReference> Guests)
{
    /// <summary>What has to be typed to confirm it: the guest's name, or "delete 3 guests"; null where nothing is destroyed.</summary>
    public string? Phrase => Guests switch
    {
        [] => null,
        [var guest] => guest.Name,
        _ => $"delete {Guests.Count} guests",
    };

    public static Destruction Of(Plan plan) => new([.. plan.Steps.Where(s => s.Risk == Risk.Destroy).Select(s => s.Target).OfType<GuestReference>().Distinct()]);
}
