using MycoPod.Core.Declarations;

namespace MycoPod.Core.Runs;

/// <summary>How a declaration's shown state follows from what Git records and from its newest run.</summary>
public static class DeclarationStates
{
    /// <param name="decided">What Git records.</param>
    /// <param name="newestRun">The status of the newest run of the same revision, where there is one.</param>
    public static DeclarationState Of(DeclarationStatus decided, RunStatus? newestRun) => decided switch
    {
        DeclarationStatus.Draft => DeclarationState.Draft,
        DeclarationStatus.PendingApproval => DeclarationState.PendingApproval,
        DeclarationStatus.Withdrawn => DeclarationState.Withdrawn,
        _ => newestRun switch
        {
            null => DeclarationState.Ready,
            RunStatus.Queued or RunStatus.Running => DeclarationState.Running,
            RunStatus.Succeeded => DeclarationState.Applied,
            RunStatus.Refused => DeclarationState.Refused,
            RunStatus.Expired => DeclarationState.Expired,
            RunStatus.NeedsAttention => DeclarationState.NeedsAttention,
            RunStatus.Cancelled => DeclarationState.Cancelled,
            _ => DeclarationState.Errored,
        },
    };
}
