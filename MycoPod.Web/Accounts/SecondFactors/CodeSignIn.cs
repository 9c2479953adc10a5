using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using MycoPod.Web.Audit;
using MycoPod.Web.Data;

namespace MycoPod.Web.Accounts.SecondFactors;

/// <summary>
/// The second half of signing in. Between the two a cookie of its own says whose password was right; it opens nothing else, and is
/// void once the password is another.
/// </summary>
/// <remarks>Wrong codes of the app make wait ever longer; recovery codes, which nobody guesses, work meanwhile.</remarks>
internal sealed class CodeSignIn(SignInManager<Account> signIn, SecondFactorCheck factors, Sessions sessions, LoginThrottle throttle, CodeWarnings warnings, AuditLog audit)
{
    /// <summary>How long the code may take from the password on.</summary>
    public static readonly TimeSpan Time = TimeSpan.FromMinutes(5);

    /// <summary>The key ring's secret is another one than when the second factor was switched on.</summary>
    public const string Unreadable =
        "No code can be checked: the file key-ring.secret on the host was lost or replaced. Log in with a recovery code. If you have none, ask whoever runs this MycoPod "
        + "to restore that file and restart, or to run mycopod users reset-second-factor.";

    public const string Changed = "Your account was changed just now. Log in again.";

    private const string Incorrect = "This code is not correct, or was used already.";
    private const string Stamp = "mycopod:stamp";

    public Task AskAsync(Account account)
    {
        Claim[] claims = [new(ClaimTypes.NameIdentifier, account.Id.ToString()), new(Stamp, account.SecurityStamp ?? "")];
        return signIn.Context.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, new(new ClaimsIdentity(claims, IdentityConstants.TwoFactorUserIdScheme)));
    }

    /// <summary>Whose code is awaited; null where the password has to be given first, or again.</summary>
    public async Task<Account?> FindAsync()
    {
        var found = await signIn.Context.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme);
        if (found.Principal is not { } half || half.FindFirstValue(ClaimTypes.NameIdentifier) is not { } id) return null;
        return await signIn.UserManager.FindByIdAsync(id) is { IsDisabled: false } account && account.SecurityStamp == half.FindFirstValue(Stamp) ? account : null;
    }

    /// <summary>What to tell who has to wait, before they type a code; null where nobody has to.</summary>
    public async Task<CodeRefusal?> FindWaitAsync(Account account, CancellationToken cancellationToken) =>
        await factors.FindWaitAsync(account.Id, cancellationToken) is { } early ? Refuse(early) : null;

    /// <returns>Null where the person is signed in.</returns>
    public async Task<CodeRefusal?> TryAsync(Account account, string code, bool isRecovery, CancellationToken cancellationToken)
    {
        try
        {
            var refusal = isRecovery ? await TakeRecoveryCodeAsync(account, code, cancellationToken) : await TakeCodeAsync(account, code, cancellationToken);
            if (refusal is not null) return refusal;
            await signIn.Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
            var how = isRecovery ? "Logged in with a recovery code." : "Logged in with an authentication code.";
            return await CompleteAsync(account, hasShownCode: true, how, cancellationToken) ? null : new(Changed);
        }
        catch (Exception e) when (DatabaseFailure.Is(e))
        {
            return new(SignIn.Away);
        }
    }

    /// <summary>Begins the session of someone who has shown all that is asked for.</summary>
    /// <returns>False where more is asked for, or something else, than a moment ago.</returns>
    public async Task<bool> CompleteAsync(Account account, bool hasShownCode, string how, CancellationToken cancellationToken)
    {
        if (await sessions.BeginAsync(account, hasShownCode, cancellationToken) is not { } session) return false;
        throttle.Succeeded(KeyOf(account));
        await signIn.SignInWithClaimsAsync(account, isPersistent: false, [new(SessionKey.ClaimType, session.Id)]);
        await NoteAsync(AuditKind.SignIn, account, how);
        return true;
    }

    private async Task<CodeRefusal?> TakeCodeAsync(Account account, string code, CancellationToken cancellationToken)
    {
        var outcome = await factors.TakeCodeAsync(account.Id, code, cancellationToken);
        if (outcome.Answer == CodeAnswer.Wrong)
        {
            await NoteAsync(AuditKind.SignInFailed, account, $"Right password, wrong authentication code ({outcome.WrongSoFar} in a row).");
            if (outcome.Wait > TimeSpan.Zero) warnings.Tell(account, outcome.WrongSoFar);
        }

        if (outcome.Answer == CodeAnswer.Unreadable)
            await NoteAsync(AuditKind.SignInFailed, account, "Right password, but the code could not be checked: key-ring.secret is not the one that the second factor was sealed with.");
        return Refuse(outcome);
    }

    private async Task<CodeRefusal?> TakeRecoveryCodeAsync(Account account, string code, CancellationToken cancellationToken)
    {
        var key = KeyOf(account);
        if (throttle.Begin(key) is { Ticks: > 0 } wait) return new(SignIn.WaitMessage(wait), wait);
        try
        {
            if (await factors.TakeRecoveryCodeAsync(account.Id, code, cancellationToken))
            {
                await NoteAsync(AuditKind.RecoveryCodeUsed, account, $"{await factors.FindAsync(account.Id, CancellationToken.None) ?? 0} recovery codes are left.");
                return null;
            }

            await NoteAsync(AuditKind.SignInFailed, account, "Right password, wrong recovery code.");
        }
        catch (Exception e) when (DatabaseFailure.Is(e))
        {
            throttle.TakeBack(key);
            throw;
        }

        return throttle.WaitOf(key) is { Ticks: > 0 } pause ? new($"{Incorrect} {SignIn.WaitMessage(pause)}", pause) : new(Incorrect);
    }

    private static CodeRefusal? Refuse(CodeOutcome outcome) => outcome switch
    {
        { Answer: CodeAnswer.Right } => null,
        { Answer: CodeAnswer.Unreadable } => new(Unreadable),
        { Answer: CodeAnswer.Early } => new(WaitMessage(outcome), outcome.Wait),
        { Wait.Ticks: > 0 } => new($"{Incorrect} {WaitMessage(outcome)}", outcome.Wait),
        _ => new(Incorrect),
    };

    private static string WaitMessage(CodeOutcome outcome) =>
        $"After {outcome.WrongSoFar} wrong codes in a row you have to wait, each time longer. A recovery code works meanwhile. {SignIn.TryAgain(outcome.Wait)}";

    private string KeyOf(Account account) => signIn.UserManager.NormalizeName(account.UserName) ?? "";

    private Task NoteAsync(AuditKind kind, Account account, string detail) => audit.AddAsync(new(kind, account.UserName ?? "", detail) { About = account.UserName }, CancellationToken.None);
}
