using System.Globalization;
using MycoPod.Core.Runs;

namespace MycoPod.Web.Runs;

/// <summary>An event as a line of the log.</summary>
internal static class LogText
{
    /// <summary>A longer line is cut where it is one of many; chosen, it is shown in full.</summary>
    private const int Longest = 1000;

    /// <summary>On one line, whatever the text holds.</summary>
    public static string Line(RunEvent happened)
    {
        var text = Of(happened).ReplaceLineEndings(" ⏎ ");
        return text.Length > Longest ? $"{text[..Longest]}…" : text;
    }

    /// <summary>As it stands in a file: the time in UTC, the node, the text; further lines of a text are indented.</summary>
    public static string FileLine(RunEvent happened) =>
        $"{happened.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)}  {happened.Node ?? "-"}  {Of(happened).ReplaceLineEndings("\n    ")}\n";

    /// <summary>The whole text. Characters that would steer a terminal are replaced.</summary>
    public static string Of(RunEvent happened) => string.Concat(Words(happened).Select(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t') ? '\uFFFD' : c));

    private static string Words(RunEvent happened) => (happened.Kind, happened.Text) switch
    {
        (RunEventKind.Output, var text) => text ?? "",
        (RunEventKind.StepStarted, var text) => Joined($"step {happened.StepNumber} started", text),
        (RunEventKind.StepFinished, var text) => Joined($"step {happened.StepNumber} {Word(happened.Status)}", text),
        (RunEventKind.Retrying, var text) => Joined("retrying", text),
        (RunEventKind.RunQueued, var text) => Joined("run queued", text),
        (RunEventKind.RunStarted, var text) => Joined("run started", text),
        (_, var text) => Joined($"run {Word(happened.Status)}", text),
    };

    private static string Joined(string what, string? text) => string.IsNullOrEmpty(text) ? what : $"{what}: {text}";

    /// <summary>"NeedsAttention" becomes "needs attention".</summary>
    private static string Word(string? status) =>
        status is null ? "finished" : string.Concat(status.Select((c, at) => char.IsUpper(c) && at > 0 ? $" {char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
