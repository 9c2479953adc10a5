using MycoPod.Core.Runs;

namespace MycoPod.Web.Runs;

/// <summary>A run in a list.</summary>
/// <param name="StepsDone">Steps that ended well: succeeded, or were so already.</param>
/// <param name="LineCount">How many lines its log has.</param>
public sealed record RunRow(
    Guid Id,
    long Number,
    Guid DeclarationId,
    int Revision,
    string Title,
    string Author,
    string Approver,
    string Commit,
    RunStatus Status,
    string? Warning,
    string? Reason,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    int StepCount,
    int StepsDone,
    long LineCount)
{
    /// <summary>Whether more happens by itself.</summary>
    public bool IsLive => !Status.IsFinal();
}
