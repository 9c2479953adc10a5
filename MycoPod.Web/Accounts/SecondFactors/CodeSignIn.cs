using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using MycoPod.Web.Audit;

namespace MycoPod.Web.Accounts.SecondFactors;

/// <summary>
/// The second half of signing in. Between the two a cookie of its own says whose password was right; it opens nothing else, and is
/// void once the password is another.
/// </summary>
internal sealed class CodeSignIn(
    UserManager<Account> users, SignInManager<Account> signIn, SecondFactorCheck factors, Sessions sessions, LoginThrottle throttle, AuditLog audit)
{
    /// <summary>How long the code may take from the password on.</summary>
    public static readonly TimeSpan Time = TimeSpan.FromMinutes(5);

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
        return await users.FindByIdAsync(id) is { IsDisabled: false } account && account.SecurityStamp == half.FindFirstValue(Stamp) ? account : null;
    }

    /// <returns>Null where the person is signed in; otherwise what to tell them.</returns>
    public async Task<string?> TryAsync(Account account, string code, bool isRecovery, CancellationToken cancellationToken)
    {
        var key = KeyOf(account);
        if (throttle.Begin(key) is { Ticks: > 0 } wait) return SignIn.WaitMessage(wait);
        if (!await TakeAsync(account, code, isRecovery, cancellationToken))
        {
            await NoteAsync(AuditKind.SignInFailed, account, isRecovery ? "Right password, wrong recovery code." : "Right password, wrong authentication code.");
            return throttle.WaitOf(key) is { Ticks: > 0 } pause ? $"{Incorrect} {SignIn.WaitMessage(pause)}" : Incorrect;
        }

        throttle.Succeeded(key);
        await signIn.Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        if (isRecovery) await NoteAsync(AuditKind.RecoveryCodeUsed, account, $"{await factors.FindAsync(account.Id, CancellationToken.None) ?? 0} recovery codes are left.");
        await CompleteAsync(account, isRecovery ? "Logged in with a recovery code." : "Logged in with an authentication code.", cancellationToken);
        return null;
    }

    public TimeSpan WaitOf(Account account) => throttle.WaitOf(KeyOf(account));

    /// <summary>Begins the session of someone who has shown all that is asked for.</summary>
    public async Task CompleteAsync(Account account, string how, CancellationToken cancellationToken)
    {
        var session = await sessions.BeginAsync(account.Id, cancellationToken);
        await signIn.SignInWithClaimsAsync(account, isPersistent: false, [new(SessionKey.ClaimType, session.Id)]);
        await NoteAsync(AuditKind.SignIn, account, how);
    }

    private async Task<bool> TakeAsync(Account account, string code, bool isRecovery, CancellationToken cancellationToken)
    {
        try
        {
            return isRecovery ? await factors.TakeRecoveryCodeAsync(account.Id, code, cancellationToken) : await factors.TakeCodeAsync(account.Id, code, cancellationToken);
        }
        catch
        {
            throttle.TakeBack(KeyOf(account));
            throw;
        }
    }

    private string KeyOf(Account account) => users.NormalizeName(account.UserName) ?? "";

    private Task NoteAsync(AuditKind kind, Account account, string detail) => audit.AddAsync(new(kind, account.UserName ?? "", detail) { About = account.UserName }, CancellationToken.None);
}
