namespace MycoPod.Core.Runs;

/// <summary>A step of a run: what it is, and how far it came.</summary>
public sealed class RunStep
{
    public required Guid RunId { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    public required string Kind { get; init; }

    public required string Title { get; init; }

    /// <summary>The technical note as it was approved.</summary>
    public required string Note { get; init; }

    public required StepStatus Status { get; set; }

    /// <summary>The name of the guest it is about, and the node, for searching.</summary>
    public required string Guest { get; init; }

    public required string Node { get; init; }

    /// <summary>The number of the guest, once it is known or chosen.</summary>
    public int? Vmid { get; set; }

    /// <summary>The Proxmox task it waits for or waited for.</summary>
    public string? Upid { get; set; }

    /// <summary>What came of it, in one line.</summary>
    public string? Result { get; set; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <exception cref="InvalidOperationException">The table of transitions does not allow it.</exception>
    public void Become(StepStatus status)
    {
        if (!Status.MayBecome(status)) throw new InvalidOperationException($"A step that is {Status} cannot become {status}.");
        Status = status;
    }
}
