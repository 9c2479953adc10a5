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
    /// <summary>From 1; each retry is a new attempt.</summary>
    public int Attempt { get; init; } = 1;

    public string? PlanDigest { get; init; }

    /// <summary>Who cancelled it while it ran, or null.</summary>
    public string? CancelledBy { get; init; }

    /// <summary>Whether its log was removed because it is old.</summary>
    public bool IsForgotten { get; init; }

    /// <summary>Whether whoever cancelled it wants the task under way stopped.</summary>
    public bool StopsTask { get; init; }

    /// <summary>Whether it ended so that it can go on: with an error, or with an outcome nobody can tell.</summary>
    public bool MayBeTakenUp => Status.MayBecome(RunStatus.Queued);

    /// <summary>Whether more happens by itself.</summary>
    public bool IsLive => !Status.IsFinal();
}
