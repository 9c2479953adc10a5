namespace MycoPod.Core.Runs;

/// <summary>One approval on its way through the cluster. Written by the Agent alone.</summary>
public sealed class Run
{
    public required Guid Id { get; init; }

    /// <summary>Counts runs for people: "run 214".</summary>
    public long Number { get; init; }

    public required Guid DeclarationId { get; init; }

    public required int Revision { get; init; }

    public required string Title { get; init; }

    public required string Author { get; init; }

    public required string Approver { get; init; }

    public required string Folder { get; init; }

    /// <summary>The commit that brought the approval, hexadecimal.</summary>
    public required string Commit { get; init; }

    /// <summary>The approval's nonce; null for a run that was refused. Unique: one approval, one run.</summary>
    public string? Nonce { get; init; }

    /// <summary>For a refused run, what was refused; unique, so that one push is refused once.</summary>
    public string? RefusalKey { get; init; }

    /// <summary><c>plan.json</c> as it was approved.</summary>
    public byte[]? Plan { get; init; }

    public string? PlanDigest { get; init; }

    /// <summary>The signed end of what lets it run: the attempt starts before it or not at all.</summary>
    public DateTimeOffset? StartBefore { get; set; }

    /// <summary>From 1; each retry is a new attempt of the same run.</summary>
    public int Attempt { get; set; } = 1;

    /// <summary>Who cancelled it while it ran, or null.</summary>
    public string? CancelledBy { get; set; }

    /// <summary>Whether whoever cancelled it wants the task under way stopped, not finished.</summary>
    public bool StopsTask { get; set; }

    public required RunStatus Status { get; set; }

    /// <summary>Why it is retrying right now: the yellow badge.</summary>
    public string? Warning { get; set; }

    /// <summary>Why it ended as it did, where that is not plain success.</summary>
    public string? Reason { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>The number of its newest event.</summary>
    public long LastSequence { get; set; }

    public List<RunStep> Steps { get; init; } = [];

    /// <exception cref="InvalidOperationException">The table of transitions does not allow it.</exception>
    public void Become(RunStatus status)
    {
        if (!Status.MayBecome(status)) throw new InvalidOperationException($"A run that is {Status} cannot become {status}.");
        Status = status;
    }
}
