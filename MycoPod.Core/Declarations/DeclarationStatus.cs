namespace MycoPod.Core.Declarations;

/// <summary>What people decided about a declaration: the four words that Git records.</summary>
public enum DeclarationStatus
{
    Draft,
    PendingApproval,
    Ready,
    Withdrawn,
}
