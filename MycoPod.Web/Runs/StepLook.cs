using MycoPod.Core.Runs;
using MycoPod.Web.Shell;

namespace MycoPod.Web.Runs;

/// <summary>How a step's status looks: colour, icon and word.</summary>
internal static class StepLook
{
    /// <param name="isRetrying">Its run tries again after a lost connection.</param>
    public static (string Tone, string Shape, string Word) Of(StepStatus status, bool isRetrying = false) => status switch
    {
        StepStatus.Running when isRetrying => ("warn", Glyphs.Warning, "retrying"),
        StepStatus.Pending => ("none", Glyphs.Dots, "waiting"),
        StepStatus.Running => ("info", Glyphs.Working, "running"),
        StepStatus.Succeeded => ("ok", Glyphs.Check, "succeeded"),
        StepStatus.Unchanged => ("ok", Glyphs.Equal, "unchanged"),
        StepStatus.Failed => ("bad", Glyphs.Cross, "failed"),
        StepStatus.Skipped => ("none", Glyphs.Minus, "skipped"),
        _ => ("none", Glyphs.Minus, "cancelled"),
    };
}
