using System.Net.Mail;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MycoPod.Web.Audit;
using MycoPod.Web.Data;

namespace MycoPod.Web.Accounts;

/// <summary>A person's changes to their own account. They all happen, or none of them.</summary>
internal sealed class AccountEdit(UserManager<Account> users, SignInManager<Account> signIn, WebContext database, Sessions sessions, PasswordCheck passwords, AuditLog audit)
{
    private const int MaxEmailLength = 256;

    /// <summary>Null where everything is saved; otherwise what to tell the person, and nothing is.</summary>
    public async Task<string?> ApplyAsync(ClaimsPrincipal person, AccountForm form, CancellationToken cancellationToken)
    {
        if (SessionKey.Of(person) is not { } key || await users.FindByIdAsync(key.Account.ToString()) is not { } account) return "You are logged out. Log in and try again.";
        var wanted = new Wanted(form, account);
        if (wanted.Problem is { } problem) return problem;
        if (await passwords.RefuseAsync(account, form.Current ?? "") is { } refusal) return refusal;
        await using (var change = await database.Database.BeginTransactionAsync(cancellationToken))
        {
            if (await ChangeAsync(account, wanted, form.Current ?? "") is { Succeeded: false } failed) return Explain(failed);
            var ended = wanted.Password is null ? [] : await Sessions.EndAllAsync(database, account.Id, kept: key.Id, cancellationToken);
            if (wanted.Password is not null) await database.WrongCodes.Where(w => w.AccountId == account.Id).ExecuteDeleteAsync(cancellationToken);
            await NoteAsync(account, wanted, cancellationToken);
            await change.CommitAsync(cancellationToken);
            sessions.Announce(ended);
        }

        // The cookie bears the security stamp, which has changed.
        await signIn.SignInWithClaimsAsync(account, isPersistent: false, [new(SessionKey.ClaimType, key.Id)]);
        return null;
    }

    private async Task<IdentityResult> ChangeAsync(Account account, Wanted wanted, string current)
    {
        var result = wanted.Email is null ? IdentityResult.Success : await users.SetEmailAsync(account, wanted.Email);
        return result.Succeeded && wanted.Password is { } password ? await users.ChangePasswordAsync(account, current, password.First) : result;
    }

    /// <summary>Within the change's transaction: nothing happens that is not noted.</summary>
    private async Task NoteAsync(Account account, Wanted wanted, CancellationToken cancellationToken)
    {
        var name = account.UserName ?? "";
        if (wanted.Email is not null) await audit.AddAsync(database, new(AuditKind.EmailChanged, name, "Changed their own e-mail address.") { About = name }, cancellationToken);
        if (wanted.Password is not null) await audit.AddAsync(database, new(AuditKind.PasswordChanged, name, "Changed their own password. All other sessions have ended.") { About = name }, cancellationToken);
    }

    /// <summary>That an address belongs to someone else is not told.</summary>
    private static string Explain(IdentityResult failed) =>
        failed.Errors.Any(e => e.Code is nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.InvalidEmail))
            ? "This e-mail address cannot be used. Nothing was changed; take another one."
            : $"{string.Join(' ', failed.Errors.Select(e => e.Description))} Nothing was changed.";

    /// <summary>What differs from the account as it is.</summary>
    private sealed class Wanted
    {
        public Wanted(AccountForm form, Account account)
        {
            var email = form.Email?.Trim() ?? "";
            if (email != account.Email) Email = email;
            if (!string.IsNullOrEmpty(form.Password) || !string.IsNullOrEmpty(form.Again)) Password = new(form.Password ?? "", form.Again ?? "");
        }

        public string? Email { get; }

        public NewPassword? Password { get; }

        public string? Problem =>
            Email is null && Password is null ? "Nothing is different yet: type another e-mail address or a new password."
            : Email is not null && (Email.Length > MaxEmailLength || Email.Contains('\0') || !MailAddress.TryCreate(Email, out var parsed) || parsed.Address != Email) ? "This is no e-mail address."
            : Password?.Problem;
    }
}
