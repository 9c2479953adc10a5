using Microsoft.AspNetCore.Identity;
using MycoPod.Web.Audit;

namespace MycoPod.Web.Accounts;

/// <summary>One attempt to sign in.</summary>
internal sealed class SignIn(UserManager<Account> users, SignInManager<Account> signIn, Sessions sessions, LoginThrottle throttle, AuditLog audit)
{
    public const string Incorrect = "The username or password is incorrect.";

    // An unknown name must take as long as a known one.
    private static readonly string DecoyHash = new PasswordHasher<Account>().HashPassword(new Account(), GeneratedPassword.Create());

    /// <summary>Null where the person is signed in; otherwise what to tell them.</summary>
    public async Task<string?> TryAsync(string name, string password, CancellationToken cancellationToken)
    {
        if (throttle.WaitOf(name) is { Ticks: > 0 } wait) return WaitMessage(wait);
        if (await VerifyAsync(name, password) is not { } account)
        {
            throttle.Failed(name);
            await audit.AddAsync(AuditKind.SignInFailed, name, "Wrong user name or password.", cancellationToken);
            return throttle.WaitOf(name) is { Ticks: > 0 } pause ? $"{Incorrect} {WaitMessage(pause)}" : Incorrect;
        }

        throttle.Succeeded(name);
        var session = await sessions.BeginAsync(account.Id, cancellationToken);
        await signIn.SignInWithClaimsAsync(account, isPersistent: false, [new(SessionKey.ClaimType, session.Id)]);
        await audit.AddAsync(AuditKind.SignIn, account.UserName ?? name, "Signed in.", cancellationToken);
        return null;
    }

    private async Task<Account?> VerifyAsync(string name, string password)
    {
        var account = await users.FindByNameAsync(name);
        if (account is not null) return await users.CheckPasswordAsync(account, password) ? account : null;
        users.PasswordHasher.VerifyHashedPassword(new Account(), DecoyHash, password);
        return null;
    }

    private static string WaitMessage(TimeSpan wait)
    {
        var seconds = (int)Math.Ceiling(wait.TotalSeconds);
        var parts = new[] { Count(seconds / 60, "minute"), Count(seconds % 60, "second") }.Where(p => p.Length > 0);
        return $"After {LoginThrottle.Attempts} failed attempts you have to wait. Try again in {string.Join(' ', parts)}.";
    }

    private static string Count(int number, string noun) => number switch
    {
        0 => "",
        1 => $"1 {noun}",
        _ => $"{number} {noun}s",
    };
}
