using MycoPod.Core.Runs;

namespace MycoPod.Web.Runs;

/// <summary>What the panel beside a run shows.</summary>
/// <param name="Step">The step whose exchanges are shown; null for a line that belongs to none.</param>
/// <param name="Line">The line of the log that was chosen; null where the step itself was.</param>
/// <param name="Heard">The number of the step's newest event, for reading anew.</param>
public sealed record ChosenStep(Guid RunId, int? Step, long? Line, long Heard = 0)
{
    /// <summary>The same, after what happened.</summary>
    internal ChosenStep Hearing(IReadOnlyList<RunEvent> batch) =>
        batch.LastOrDefault(e => e.RunId == RunId && e.StepNumber == Step) is { } last ? this with { Heard = last.Sequence } : this;
}
