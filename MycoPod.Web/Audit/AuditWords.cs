using System.Text.RegularExpressions;

namespace MycoPod.Web.Audit;

/// <summary>How the log is read aloud.</summary>
internal static partial class AuditWords
{
    public static string Of(AuditKind kind) => kind switch
    {
        AuditKind.SignIn => "Logged in",
        AuditKind.SignInFailed => "Log-in failed",
        AuditKind.SignOut => "Logged out",
        AuditKind.SessionEnded => "Session ended",
        AuditKind.PasswordRefused => "Password refused",
        AuditKind.Commit => "Committed",
        AuditKind.Approval => "Approved",
        AuditKind.Rejection => "Rejected",
        AuditKind.Withdrawal => "Withdrawn",
        AuditKind.Discard => "Discarded",
        AuditKind.Edit => "Edit begun",
        AuditKind.AgentRefused => "Agent refused",
        AuditKind.Upload => "File uploaded",
        AuditKind.RecoveryLink => "Recovery link sent",
        AuditKind.PasswordChanged => "Password changed",
        AuditKind.EmailChanged => "E-mail changed",
        AuditKind.RoleChanged => "Role changed",
        AuditKind.AccountAdded => "Account added",
        AuditKind.AccountDisabled => "Account disabled",
        AuditKind.AccountEnabled => "Account enabled",
        AuditKind.SecondFactorOn => "Second factor on",
        AuditKind.SecondFactorOff => "Second factor off",
        AuditKind.SecondFactorReset => "Second factor reset",
        AuditKind.RecoveryCodeUsed => "Recovery code used",
        AuditKind.RecoveryCodesMade => "Recovery codes made",
        AuditKind.RetryRequested => "Retry requested",
        AuditKind.RetryRejected => "Retry declined",
        AuditKind.RetryOrdered => "Retry ordered",
        AuditKind.TakenAsDone => "Step taken as done",
        AuditKind.RunCancelled => "Run cancelled",
        AuditKind.Paused => "Reconciling paused",
        AuditKind.Resumed => "Reconciling resumed",
        AuditKind.HistoryAccepted => "History accepted",
        _ => kind.ToString(),
    };

    /// <summary>Commits by the eight digits that people know them by.</summary>
    public static string? Short(string? detail) => detail is null ? null : Commit().Replace(detail, match => match.Value[..8]);

    [GeneratedRegex(@"\b[0-9a-f]{40}\b")]
    private static partial Regex Commit();

    public static string ToneOf(AuditKind kind) => kind switch
    {
        AuditKind.SignInFailed or AuditKind.PasswordRefused or AuditKind.AgentRefused => "bad",
        AuditKind.Commit or AuditKind.Approval or AuditKind.RetryOrdered or AuditKind.Resumed => "ok",
        AuditKind.Rejection or AuditKind.Withdrawal or AuditKind.Discard or AuditKind.RetryRejected or AuditKind.TakenAsDone or AuditKind.RunCancelled or AuditKind.Paused or AuditKind.HistoryAccepted => "warn",
        AuditKind.SignIn or AuditKind.SignOut or AuditKind.SessionEnded or AuditKind.Edit => "none",
        _ => "info",
    };
}
