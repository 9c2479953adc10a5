using Microsoft.AspNetCore.Identity;
using MycoPod.Web.Accounts.SecondFactors;
using MycoPod.Web.Audit;

namespace MycoPod.Web.Accounts;

/// <summary>One attempt to sign in with a password.</summary>
internal sealed class SignIn(UserManager<Account> users, CodeSignIn codes, SecondFactorCheck factors, LoginThrottle throttle, AuditLog audit)
{
    public const string Incorrect = "The username or password is incorrect.";

    // An unknown name must take as long as a known one.
    private static readonly string DecoyHash = new PasswordHasher<Account>().HashPassword(new Account(), GeneratedPassword.Create());

    private const int MaxNameLength = 256;

    public async Task<SignInOutcome> TryAsync(string name, string password, CancellationToken cancellationToken)
    {
        if (KeyOf(name) is not { } key)
        {
            VerifyDecoy(password);
            return new(Incorrect);
        }

        if (throttle.Begin(key) is { Ticks: > 0 } wait) return new(WaitMessage(wait));
        if (await VerifyAsync(name, password, key) is not { } account)
        {
            await audit.AddAsync(AuditKind.SignInFailed, name, "Wrong user name or password.", cancellationToken);
            return new(throttle.WaitOf(key) is { Ticks: > 0 } pause ? $"{Incorrect} {WaitMessage(pause)}" : Incorrect);
        }

        if (await factors.FindAsync(account.Id, cancellationToken) is not null)
        {
            // Not forgotten yet: who knows the password must not have endless guesses at the code.
            throttle.TakeBack(key);
            await codes.AskAsync(account);
            return SignInOutcome.CodeWanted;
        }

        throttle.Succeeded(key);
        await codes.CompleteAsync(account, "Logged in.", cancellationToken);
        return SignInOutcome.Done;
    }

    /// <summary>How long the name still has to wait.</summary>
    public TimeSpan WaitOf(string name) => KeyOf(name) is { } key ? throttle.WaitOf(key) : TimeSpan.Zero;

    /// <summary>The name as accounts are looked up by it, or null where no account can have it: such names are stored nowhere.</summary>
    private string? KeyOf(string name)
    {
        if (name.Length > MaxNameLength || name.Contains('\0')) return null;
        return users.NormalizeName(name) is { Length: <= MaxNameLength } key ? key : null;
    }

    private async Task<Account?> VerifyAsync(string name, string password, string key)
    {
        try
        {
            var account = await users.FindByNameAsync(name);
            if (account is not null) return await users.CheckPasswordAsync(account, password) && !account.IsDisabled ? account : null;
            VerifyDecoy(password);
            return null;
        }
        catch
        {
            throttle.TakeBack(key);
            throw;
        }
    }

    private void VerifyDecoy(string password) => users.PasswordHasher.VerifyHashedPassword(new Account(), DecoyHash, password);

    internal static string WaitMessage(TimeSpan wait)
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
