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

    /// <summary>The first line of its log that is still kept, or null where there is none. Old lines are removed.</summary>
    public long? FirstLine { get; init; }

    /// <summary>Whether all of its log was removed because it is old.</summary>
    public bool IsForgotten => FinishedAt is not null && LineCount > 0 && FirstLine is null;

    /// <summary>How many lines were removed from its beginning because they are old, where later ones are kept.</summary>
    public long RemovedLines => (FirstLine ?? 1) - 1;

    /// <summary>Whether whoever cancelled it wants the task under way stopped.</summary>
    public bool StopsTask { get; init; }

    /// <summary>Whether it ended so that it can go on: with an error, or with an outcome nobody can tell.</summary>
    public bool MayBeTakenUp => Status.MayBecome(RunStatus.Queued);

    /// <summary>Whether more happens by itself.</summary>
    public bool IsLive => !Status.IsFinal();
}
