using MycoPod.Core.Runs;

namespace MycoPod.Web.Runs;

/// <summary>Which runs are shown.</summary>
/// <param name="Text">What stands in the search field.</param>
/// <param name="Author">Only this person's declarations; null for everyone's.</param>
/// <param name="Zone">In which the text's times are meant.</param>
public sealed record RunFilter(string Text, RunGroup Group, string? Author, TimeZoneInfo Zone)
{
    public static readonly RunFilter None = new("", RunGroup.All, null, TimeZoneInfo.Utc);

    public bool IsNone => string.IsNullOrWhiteSpace(Text) && Group == RunGroup.All && Author is null;

    /// <summary>The statuses of a group; empty for all.</summary>
    internal static RunStatus[] StatusesOf(RunGroup group) => group switch
    {
        RunGroup.Running => [RunStatus.Queued, RunStatus.Running],
        RunGroup.Succeeded => [RunStatus.Succeeded],
        RunGroup.Errored => [RunStatus.Errored],
        RunGroup.Attention => [RunStatus.NeedsAttention],
        RunGroup.Refused => [RunStatus.Refused, RunStatus.Expired],
        RunGroup.Cancelled => [RunStatus.Cancelled],
        _ => [],
    };
}
