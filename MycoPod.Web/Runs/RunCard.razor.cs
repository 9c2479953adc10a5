using MycoPod.Core.Runs;

namespace MycoPod.Web.Runs;

/// <summary>A run: who, when, how it stands; expanded its steps and its log.</summary>
public sealed partial class RunCard
{
    private (string Tone, string Text)? Explanation => Run switch
    {
        { Warning: { } warning } => ("warn", warning),
        { Reason: { } reason, Status: RunStatus.Refused } => ("bad", $"Refused: {reason}"),
        { Reason: { } reason, Status: RunStatus.Errored } => ("bad", reason),
        { Reason: { } reason } => ("warn", reason),
        _ => null,
    };
}
