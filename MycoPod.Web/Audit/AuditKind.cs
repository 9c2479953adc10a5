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
    Upload,
    RecoveryLink,
    PasswordChanged,
    EmailChanged,
    RoleChanged,
    AccountAdded,
    AccountDisabled,
    AccountEnabled,
}
