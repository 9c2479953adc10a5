using MycoPod.Core.Runs;

namespace MycoPod.Web.Runs;

/// <summary>An event as one line of the log.</summary>
internal static class LogText
{
    public static string Of(RunEvent happened) => (happened.Kind, happened.Text) switch
    {
        (RunEventKind.Output, var text) => text ?? "",
        (RunEventKind.StepStarted, var text) => Line($"step {happened.StepNumber} started", text),
        (RunEventKind.StepFinished, var text) => Line($"step {happened.StepNumber} {Word(happened.Status)}", text),
        (RunEventKind.Retrying, var text) => Line("retrying", text),
        (RunEventKind.RunQueued, var text) => Line("run queued", text),
        (RunEventKind.RunStarted, var text) => Line("run started", text),
        (_, var text) => Line($"run {Word(happened.Status)}", text),
    };

    private static string Line(string what, string? text) => string.IsNullOrEmpty(text) ? what : $"{what}: {text}";

    /// <summary>"NeedsAttention" becomes "needs attention".</summary>
    private static string Word(string? status) =>
        status is null ? "finished" : string.Concat(status.Select((c, at) => char.IsUpper(c) && at > 0 ? $" {char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
