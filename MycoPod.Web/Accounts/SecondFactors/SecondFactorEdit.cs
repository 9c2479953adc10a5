using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MycoPod.Web.Audit;
using MycoPod.Web.Data;

namespace MycoPod.Web.Accounts.SecondFactors;

/// <summary>A person's changes to their own second factor; each needs the password.</summary>
internal sealed class SecondFactorEdit(
    UserManager<Account> users, WebContext database, Sessions sessions, PasswordCheck passwords, AuthenticatorKeys keys, AuditLog audit, TimeProvider time)
{
    private const string LoggedOut = "You are logged out. Log in and try again.";

    /// <summary>Offers a key to who knows the password; nothing is kept of it yet.</summary>
    public async Task<SecondFactorOutcome> OfferAsync(ClaimsPrincipal person, string password, CancellationToken cancellationToken)
    {
        if (await FindAsync(person) is not var (session, account)) return new(LoggedOut);
        if (await passwords.RefuseAsync(account, password) is { } refusal) return new(refusal);
        return await IsOnAsync(account, cancellationToken) ? SecondFactorOutcome.Done : new() { Offer = keys.Offer(session) };
    }

    /// <summary>Switches it on, once a code proves that the device has the key. Sessions that never showed a code end.</summary>
    public async Task<SecondFactorOutcome> ConfirmAsync(ClaimsPrincipal person, string? box, string code, CancellationToken cancellationToken)
    {
        if (await FindAsync(person) is not var (session, account)) return new(LoggedOut);
        if (keys.Accept(session, box) is not { } offer) return new("The set-up took too long or was begun elsewhere. Begin anew.");
        if (Totp.FindStep(offer.Bytes, code, time.GetUtcNow()) is not { } step) return new("This code does not fit. Type the one that the app shows now; if it keeps being refused, check the clock of the device.") { Offer = offer };
        await using var change = await AccountLock.TakeAsync(database, account.Id, cancellationToken);
        if (await IsOnAsync(account, cancellationToken)) return SecondFactorOutcome.Done;
        database.Authenticators.Add(new() { AccountId = account.Id, SealedKey = keys.Seal(account.Id, offer.Bytes), LastStep = step });
        var codes = await RenewAsync(account, cancellationToken);
        var ended = await Sessions.EndAllAsync(database, account.Id, kept: session.Id, cancellationToken);
        await NoteAsync(AuditKind.SecondFactorOn, account, "Switched the second factor on. All other sessions have ended.", cancellationToken);
        await change.CommitAsync(cancellationToken);
        sessions.Announce(ended);
        return new() { Codes = codes };
    }

    public async Task<SecondFactorOutcome> RenewCodesAsync(ClaimsPrincipal person, string password, CancellationToken cancellationToken)
    {
        if (await FindAsync(person) is not var (_, account)) return new(LoggedOut);
        if (await passwords.RefuseAsync(account, password) is { } refusal) return new(refusal);
        await using var change = await AccountLock.TakeAsync(database, account.Id, cancellationToken);
        if (!await IsOnAsync(account, cancellationToken)) return SecondFactorOutcome.Done;
        var codes = await RenewAsync(account, cancellationToken);
        await NoteAsync(AuditKind.RecoveryCodesMade, account, "Made new recovery codes. The earlier ones are void.", cancellationToken);
        await change.CommitAsync(cancellationToken);
        return new() { Codes = codes };
    }

    public async Task<SecondFactorOutcome> SwitchOffAsync(ClaimsPrincipal person, string password, CancellationToken cancellationToken)
    {
        if (await FindAsync(person) is not var (_, account)) return new(LoggedOut);
        if (await passwords.RefuseAsync(account, password) is { } refusal) return new(refusal);
        await using var change = await AccountLock.TakeAsync(database, account.Id, cancellationToken);
        var wasOn = await RemoveAsync(database, account.Id, cancellationToken);
        if (wasOn) await NoteAsync(AuditKind.SecondFactorOff, account, "Switched the second factor off.", cancellationToken);
        await change.CommitAsync(cancellationToken);
        return SecondFactorOutcome.Done;
    }

    /// <summary>Deletes the key and the codes, and forgets the wrong ones.</summary>
    /// <returns>Whether there was one.</returns>
    public static async Task<bool> RemoveAsync(WebContext database, Guid account, CancellationToken cancellationToken)
    {
        await database.RecoveryCodes.Where(c => c.AccountId == account).ExecuteDeleteAsync(cancellationToken);
        await database.WrongCodes.Where(w => w.AccountId == account).ExecuteDeleteAsync(cancellationToken);
        return await database.Authenticators.Where(a => a.AccountId == account).ExecuteDeleteAsync(cancellationToken) > 0;
    }

    private async Task<(SessionKey Session, Account Account)?> FindAsync(ClaimsPrincipal person) =>
        SessionKey.Of(person) is { } session && await users.FindByIdAsync(session.Account.ToString()) is { IsDisabled: false } account ? (session, account) : null;

    private Task<bool> IsOnAsync(Account account, CancellationToken cancellationToken) => database.Authenticators.AnyAsync(a => a.AccountId == account.Id, cancellationToken);

    private async Task<IReadOnlyList<string>> RenewAsync(Account account, CancellationToken cancellationToken)
    {
        await database.RecoveryCodes.Where(c => c.AccountId == account.Id).ExecuteDeleteAsync(cancellationToken);
        var codes = RecoveryCodes.Make();
        database.RecoveryCodes.AddRange(codes.Select(c => new RecoveryCode { AccountId = account.Id, Digest = RecoveryCodes.DigestOf(account.Id, c) ?? "" }));
        await database.SaveChangesAsync(cancellationToken);
        return codes;
    }

    /// <summary>Within the change's transaction: nothing happens that is not noted.</summary>
    private Task NoteAsync(AuditKind kind, Account account, string detail, CancellationToken cancellationToken) =>
        audit.AddAsync(database, new(kind, account.UserName ?? "", detail) { About = account.UserName }, cancellationToken);
}
