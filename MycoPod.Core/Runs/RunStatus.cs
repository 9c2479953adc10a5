namespace MycoPod.Core.Runs;

/// <summary>Status of a run.</summary>
public enum RunStatus
{
    Queued,
    Running,
    Succeeded,
    Errored,

    /// <summary>An outcome nobody can tell: a person chooses.</summary>
    NeedsAttention,
    Cancelled,

    /// <summary>The approval did not verify; nothing was done.</summary>
    Refused,

    /// <summary>The approval verified but came too late; nothing was done.</summary>
    Expired,
}
