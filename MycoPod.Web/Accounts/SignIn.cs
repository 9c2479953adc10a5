using Microsoft.AspNetCore.Identity;
using MycoPod.Web.Accounts.SecondFactors;
using MycoPod.Web.Audit;
using MycoPod.Web.Data;

namespace MycoPod.Web.Accounts;

/// <summary>One attempt to sign in with a password.</summary>
internal sealed class SignIn(UserManager<Account> users, CodeSignIn codes, SecondFactorCheck factors, LoginThrottle throttle, AuditLog audit)
{
    public const string Incorrect = "The username or password is incorrect.";
    public const string Away = "The database does not answer, so nobody can log in right now. This did not count as an attempt. Try again in a moment.";

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

        var wait = throttle.Begin(key);
        try
        {
            if (wait > TimeSpan.Zero) return await RefuseAsync(name, wait);
            return await TryAsync(name, password, key, cancellationToken);
        }
        catch (Exception e) when (DatabaseFailure.Is(e))
        {
            if (wait <= TimeSpan.Zero) throttle.TakeBack(key);
            return new(Away);
        }
    }

    /// <summary>How long the name still has to wait.</summary>
    public TimeSpan WaitOf(string name) => KeyOf(name) is { } key ? throttle.WaitOf(key) : TimeSpan.Zero;

    /// <summary>The name as accounts are looked up by it, or null where no account can have it: such names are stored nowhere.</summary>
    private string? KeyOf(string name)
    {
        if (name.Length > MaxNameLength || name.Contains('\0')) return null;
        return users.NormalizeName(name) is { Length: <= MaxNameLength } key ? key : null;
    }

    private async Task<SignInOutcome> TryAsync(string name, string password, string key, CancellationToken cancellationToken)
    {
        if (await VerifyAsync(name, password) is not { } account)
        {
            // Noted even where the browser has gone meanwhile: nobody guesses unseen.
            await audit.AddAsync(AuditKind.SignInFailed, name, "Wrong user name or password.", CancellationToken.None);
            return new(throttle.WaitOf(key) is { Ticks: > 0 } pause ? $"{Incorrect} {WaitMessage(pause)}" : Incorrect);
        }

        if (await factors.FindAsync(account.Id, cancellationToken) is null)
            return await codes.CompleteAsync(account, hasShownCode: false, "Logged in.", cancellationToken) ? SignInOutcome.Done : new(CodeSignIn.Changed);

        // Earlier failures are forgotten with the code only: who knows the password must not have endless guesses at recovery codes.
        await codes.AskAsync(account);
        throttle.TakeBack(key);
        return SignInOutcome.CodeWanted;
    }

    /// <summary>Who is to wait is told nothing about the password, and it is noted that they tried.</summary>
    private async Task<SignInOutcome> RefuseAsync(string name, TimeSpan wait)
    {
        await audit.AddAsync(AuditKind.SignInFailed, name, "Refused unread, after too many failed attempts.", CancellationToken.None);
        return new(WaitMessage(wait));
    }

    private async Task<Account?> VerifyAsync(string name, string password)
    {
        var account = await users.FindByNameAsync(name);
        if (account is not null) return await users.CheckPasswordAsync(account, password) && !account.IsDisabled ? account : null;
        VerifyDecoy(password);
        return null;
    }

    private void VerifyDecoy(string password) => users.PasswordHasher.VerifyHashedPassword(new Account(), DecoyHash, password);

    internal static string WaitMessage(TimeSpan wait) => $"After {LoginThrottle.Attempts} failed attempts you have to wait. {TryAgain(wait)}";

    /// <summary>The end of a message: <c>countdown.js</c> goes on from there.</summary>
    internal static string TryAgain(TimeSpan wait)
    {
        var seconds = (int)Math.Ceiling(wait.TotalSeconds);
        var parts = new[] { Count(seconds / 3600, "hour"), Count(seconds / 60 % 60, "minute"), Count(seconds % 60, "second") }.Where(p => p.Length > 0);
        return $"Try again in {string.Join(' ', parts)}.";
    }

    private static string Count(int number, string noun) => number switch
    {
        0 => "",
        1 => $"1 {noun}",
        _ => $"{number} {noun}s",
    };
}
