using MycoPod.Core.Plans.Steps.Guests;

namespace MycoPod.Core.Plans;

/// <summary>What a plan destroys, for asking before it is approved.</summary>
/// <param name="Losses">What is lost for good, each once, in the order of the plan.</param>
/// <param name="Phrase">What has to be typed to confirm it: the one thing's name, "delete 3 guests", or "destroy 3 things"; null where nothing is destroyed.</param>
public sealed record Destruction(IReadOnlyList<string> Losses, string? Phrase)
{
    public static Destruction Of(Plan plan)
    {
        var steps = plan.Steps.Where(s => s.Risk == Risk.Destroy).DistinctBy(s => (s.Loses, s.Target)).ToList();
        return new([.. steps.Select(s => s.Loses ?? s.Title)], steps switch
        {
            [] => null,
            [var step] => step.Subject,
            _ when steps.TrueForAll(s => s is DeleteGuest) => $"delete {steps.Count} guests",
            _ => $"destroy {steps.Count} things",
        });
    }
}
