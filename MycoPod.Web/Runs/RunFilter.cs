using MycoPod.Core.Runs;

namespace MycoPod.Web.Runs;

/// <summary>Which runs are shown.</summary>
/// <param name="Text">What stands in the search field.</param>
/// <param name="Status">Only runs that stand so; null for all.</param>
/// <param name="Author">Only this person's declarations; null for everyone's.</param>
/// <param name="Zone">In which the text's times are meant.</param>
public sealed record RunFilter(string Text, RunStatus? Status, string? Author, TimeZoneInfo Zone)
{
    public static readonly RunFilter None = new("", null, null, TimeZoneInfo.Utc);

    public bool IsNone => string.IsNullOrWhiteSpace(Text) && Status is null && Author is null;
}
