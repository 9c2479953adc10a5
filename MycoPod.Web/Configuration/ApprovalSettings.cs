namespace MycoPod.Web.Configuration;

/// <summary>Who may approve what.</summary>
/// <param name="AuthorMayApprove">Whether an Admin may approve a declaration of their own, and so commit and apply in one step.</param>
internal sealed record ApprovalSettings(bool AuthorMayApprove)
{
    public static readonly ApprovalSettings Default = new(AuthorMayApprove: true);
}
