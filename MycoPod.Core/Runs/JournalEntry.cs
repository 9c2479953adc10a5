namespace MycoPod.Core.Runs;

/// <summary>
/// One line of the journal: what the Agent was about to do, and what it learnt. Lines are only ever added. A step whose last
/// line is an intent may or may not have reached the cluster.
/// </summary>
public sealed class JournalEntry
{
    public long Id { get; init; }

    public required Guid RunId { get; init; }

    public required int StepNumber { get; init; }

    public required JournalPhase Phase { get; init; }

    public required DateTimeOffset At { get; init; }

    public int? Vmid { get; init; }

    public string? Upid { get; init; }

    /// <summary>The call as it is sent, or the answer in one line; secrets masked.</summary>
    public string? Detail { get; init; }
}
