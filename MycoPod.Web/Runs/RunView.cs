using MycoPod.Core.Runs;

namespace MycoPod.Web.Runs;

/// <summary>An expanded run: its steps as they are, and its log as far as it was read.</summary>
/// <param name="Events">The newest ones, in order.</param>
/// <param name="EarlierEvents">How many lie before them.</param>
public sealed record RunView(IReadOnlyList<RunStep> Steps, IReadOnlyList<RunEvent> Events, long EarlierEvents)
{
    public long LastSequence => Events.Count == 0 ? EarlierEvents : Events[^1].Sequence;

    /// <summary>With what came since; events that are there already are left out.</summary>
    public RunView With(IReadOnlyList<RunStep> steps, IEnumerable<RunEvent> happened) =>
        new(steps, [.. Events, .. happened.Where(e => e.Sequence > LastSequence)], EarlierEvents);
}
