using MycoPod.Core.Runs;

namespace MycoPod.Core.Declarations;

/// <summary>How a declaration's shown state follows from Git and its newest run, and which changes people may decide.</summary>
public static class DeclarationStates
{
    private static readonly HashSet<(DeclarationStatus From, DeclarationStatus To)> Allowed =
    [
        (DeclarationStatus.Draft, DeclarationStatus.PendingApproval),
        (DeclarationStatus.Draft, DeclarationStatus.Ready),
        (DeclarationStatus.PendingApproval, DeclarationStatus.Ready),
        (DeclarationStatus.PendingApproval, DeclarationStatus.Draft),
        (DeclarationStatus.PendingApproval, DeclarationStatus.Withdrawn),
        (DeclarationStatus.Withdrawn, DeclarationStatus.Draft),
        (DeclarationStatus.Ready, DeclarationStatus.PendingApproval),
        (DeclarationStatus.Ready, DeclarationStatus.Draft),
    ];

    public static bool MayBecome(this DeclarationStatus from, DeclarationStatus to) => Allowed.Contains((from, to));

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
            _ => DeclarationState.Errored,
        },
    };
}
