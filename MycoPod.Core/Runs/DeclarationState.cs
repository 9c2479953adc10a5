namespace MycoPod.Core.Runs;

/// <summary>A declaration's state as people see it: what was decided, and what its newest run made of it.</summary>
public enum DeclarationState
{
    Draft,

    /// <summary>A draft again, with an Admin's comment.</summary>
    Rejected,
    PendingApproval,
    Ready,
    Running,
    Applied,
    Errored,
    NeedsAttention,
    Cancelled,
    Refused,
    Expired,
    Withdrawn,
}
