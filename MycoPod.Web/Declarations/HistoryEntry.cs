using MycoPod.Web.Approvals;

namespace MycoPod.Web.Declarations;

/// <summary>One commit in a declaration's history.</summary>
/// <param name="What">What it did, as in "submitted".</param>
/// <param name="Expires">Until when the approval of this commit may start a run.</param>
/// <param name="Before">The text of the commit before, where this one changed it.</param>
/// <param name="After">The text since this commit, where it changed it.</param>
public sealed record HistoryEntry(
    string Commit,
    string Who,
    DateTimeOffset At,
    string What,
    int? Revision,
    Rejection? Rejection,
    DateTimeOffset? Expires,
    string? Before,
    string? After);
