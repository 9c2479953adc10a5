namespace MycoPod.Web.Audit;

/// <summary>What is worth a line.</summary>
public enum AuditKind
{
    SignIn,
    SignInFailed,
    SignOut,
    SessionEnded,
    PasswordRefused,
    Commit,
    Approval,
    Rejection,
    Withdrawal,
    Discard,
    Edit,
    AgentRefused,
    Upload,
    RecoveryLink,
    PasswordChanged,
    EmailChanged,
    RoleChanged,
    AccountAdded,
    AccountDisabled,
    AccountEnabled,
    SecondFactorOn,
    SecondFactorOff,
    SecondFactorReset,
    RecoveryCodeUsed,
    RecoveryCodesMade,
}
