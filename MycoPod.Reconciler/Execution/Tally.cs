using MycoPod.Core.Runs;

namespace MycoPod.Reconciler.Execution;

/// <summary>What was done of a run that somebody cancelled, for people.</summary>
internal static class Tally
{
    public static string Of(IReadOnlyList<RunStep> steps, CancelRequest request)
    {
        var done = steps.Where(s => s.Status is StepStatus.Succeeded or StepStatus.Unchanged).ToList();
        var broken = steps.Where(s => s.Status is StepStatus.Cancelled or StepStatus.Failed && s.StartedAt is not null).ToList();
        var left = steps.Where(s => s.StartedAt is null).ToList();
        List<string> parts = [$"Cancelled by {request.By}.", done.Count == 0 ? "Nothing was done." : $"Done: {Names(done)}."];
        parts.AddRange(broken.Select(s => $"Step {s.Number} ({s.Title}) was under way: {s.Result}"));
        if (left.Count > 0) parts.Add($"Not begun: {Names(left)}.");
        return string.Join(' ', parts);
    }

    private static string Names(List<RunStep> steps) => steps switch
    {
        [var only] => $"step {only.Number} ({only.Title})",
        [var first, .., var last] when last.Number - first.Number == steps.Count - 1 => $"steps {first.Number} to {last.Number} ({string.Join("; ", steps.Select(s => s.Title))})",
        _ => $"steps {string.Join(", ", steps.Select(s => s.Number))} ({string.Join("; ", steps.Select(s => s.Title))})",
    };
}
