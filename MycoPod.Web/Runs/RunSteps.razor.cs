using MycoPod.Core.Runs;
using MycoPod.Web.Shell;

namespace MycoPod.Web.Runs;

/// <summary>The steps of a run; a click shows what was sent and answered.</summary>
public sealed partial class RunSteps
{
    private static string Note(RunStep step)
    {
        if (step.Result is { Length: > 0 } result) return result;
        return step.Vmid is { } vmid ? $"{step.Note} · id {vmid}" : step.Note;
    }

    private static string Took(RunStep step) =>
        step is { StartedAt: { } started, FinishedAt: { } finished } ? LocalTime.Duration(finished - started) : "";
}
