namespace MycoPod.Core.Declarations;

/// <summary>The one table of what people may decide about a declaration.</summary>
public static class DeclarationStatusTransitions
{
    private static readonly HashSet<(DeclarationStatus From, DeclarationStatus To)> Allowed =
    [
        (DeclarationStatus.Draft, DeclarationStatus.PendingApproval),
        (DeclarationStatus.Draft, DeclarationStatus.Ready),
        (DeclarationStatus.Draft, DeclarationStatus.Withdrawn),
        (DeclarationStatus.PendingApproval, DeclarationStatus.Ready),
        (DeclarationStatus.PendingApproval, DeclarationStatus.Draft),
        (DeclarationStatus.PendingApproval, DeclarationStatus.Withdrawn),
        (DeclarationStatus.Withdrawn, DeclarationStatus.Draft),
        (DeclarationStatus.Ready, DeclarationStatus.PendingApproval),
        (DeclarationStatus.Ready, DeclarationStatus.Draft),
    ];

    public static bool MayBecome(this DeclarationStatus from, DeclarationStatus to) => Allowed.Contains((from, to));
}
