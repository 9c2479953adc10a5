namespace MycoPod.Core.Runs;

/// <summary>One event of a run. Its number leaves no gap within the run, and stored events never change.</summary>
public sealed class RunEvent
{
    public required Guid RunId { get; init; }

    /// <summary>From 1, without gaps.</summary>
    public required long Sequence { get; init; }

    public required RunEventKind Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    public int? StepNumber { get; init; }

    public string? Node { get; init; }

    public string? Text { get; init; }

    /// <summary>The exchange a line is about.</summary>
    public long? ExchangeId { get; init; }

    /// <summary>Which line of the Proxmox task's log a line is, from 1; null for every other line.</summary>
    public int? TaskLine { get; init; }

    /// <summary>The new status of the step or run, where the event changes one.</summary>
    public string? Status { get; init; }
}
