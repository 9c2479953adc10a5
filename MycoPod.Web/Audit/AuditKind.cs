namespace MycoPod.Web.Audit;

/// <summary>What is worth a line.</summary>
internal enum AuditKind
{
    SignIn,
    SignInFailed,
    SignOut,
    Commit,
    Approval,
    Rejection,
    Withdrawal,
    AgentRefused,
}
