using System.Net.Mail;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MycoPod.Web.Accounts.SecondFactors;
using MycoPod.Web.Audit;
using MycoPod.Web.Data;

namespace MycoPod.Web.Accounts;

/// <summary>
/// Changes to other people's accounts, by whoever runs the host. What makes an account worth less (another role, disabled, a
/// new password) ends its sessions in the same transaction, so that open browsers notice within seconds.
/// </summary>
internal sealed class AccountAdministration(UserManager<Account> users, RoleManager<IdentityRole<Guid>> roles, WebContext database, AuditLog audit)
{
    private const string LastAdmin = "is the last Admin: without one nobody could approve anything. Make someone else an Admin first.";

    public Task<AdministrationOutcome> SetRoleAsync(string name, string role, string by, CancellationToken cancellationToken) => ChangeAsync(name, async account =>
    {
        if (await users.IsInRoleAsync(account, role)) return new($"{account.UserName} has the role {role} already.");
        if (role != Roles.Admin && await IsLastAdminAsync(account)) return new($"{account.UserName} {LastAdmin}", IsProblem: true);
        if (!await roles.RoleExistsAsync(role)) Demand(await roles.CreateAsync(new(role)));
        Demand(await users.RemoveFromRolesAsync(account, await users.GetRolesAsync(account)));
        Demand(await users.AddToRoleAsync(account, role));
        return new($"{account.UserName} has the role {role} now.", AuditKind.RoleChanged, EndsSessions: true);
    }, by, cancellationToken);

    public Task<AdministrationOutcome> SetEmailAsync(string name, string email, string by, CancellationToken cancellationToken) => ChangeAsync(name, async account =>
    {
        if (!MailAddress.TryCreate(email, out _)) return new($"'{email}' is no e-mail address.", IsProblem: true);
        if (account.Email == email) return new($"{account.UserName} has this e-mail address already.");
        var set = await users.SetEmailAsync(account, email);
        return set.Succeeded ? new($"{account.UserName} has the e-mail address {email} now.", AuditKind.EmailChanged) : Step.Failed(set);
    }, by, cancellationToken);

    public Task<AdministrationOutcome> SetPasswordAsync(string name, string password, string by, CancellationToken cancellationToken) => ChangeAsync(name, async account =>
    {
        Demand(await users.RemovePasswordAsync(account));
        var added = await users.AddPasswordAsync(account, password);
        if (!added.Succeeded) return Step.Failed(added);

        // Who guessed at codes with the old one guesses no more.
        await database.WrongCodes.Where(w => w.AccountId == account.Id).ExecuteDeleteAsync(cancellationToken);
        return new($"{account.UserName} has a new password; all sessions have ended.", AuditKind.PasswordChanged, EndsSessions: true);
    }, by, cancellationToken);

    public Task<AdministrationOutcome> DisableAsync(string name, string by, CancellationToken cancellationToken) => ChangeAsync(name, async account =>
    {
        if (account.IsDisabled) return new($"{account.UserName} is disabled already.");
        if (await IsLastAdminAsync(account)) return new($"{account.UserName} {LastAdmin}", IsProblem: true);
        account.Disable();
        return new($"{account.UserName} is disabled.", AuditKind.AccountDisabled, EndsSessions: true);
    }, by, cancellationToken);

    public Task<AdministrationOutcome> EnableAsync(string name, string by, CancellationToken cancellationToken) => ChangeAsync(name, account =>
    {
        if (!account.IsDisabled) return Task.FromResult(new Step($"{account.UserName} is not disabled."));
        account.Enable();
        return Task.FromResult(new Step($"{account.UserName} may log in again.", AuditKind.AccountEnabled));
    }, by, cancellationToken);

    /// <summary>For somebody who lost the device and the recovery codes: the password alone is enough again.</summary>
    public Task<AdministrationOutcome> ResetSecondFactorAsync(string name, string by, CancellationToken cancellationToken) => ChangeAsync(name, async account =>
        await SecondFactorEdit.RemoveAsync(database, account.Id, cancellationToken)
            ? new($"{account.UserName} logs in without a second factor now; all sessions have ended.", AuditKind.SecondFactorReset, EndsSessions: true)
            : new($"{account.UserName} has no second factor."), by, cancellationToken);

    private async Task<AdministrationOutcome> ChangeAsync(string name, Func<Account, Task<Step>> change, string by, CancellationToken cancellationToken)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);

        // One at a time: of two commands that each take away one of the last two Admins, the second has to see the first.
        await database.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtext('mycopod accounts'))", cancellationToken);
        if (await users.FindByNameAsync(name) is not { } account) return AdministrationOutcome.Unknown(name);
        var step = await change(account);
        if (step.IsProblem) return AdministrationOutcome.Refused(step.Text);
        if (step.Kind is not { } kind) return AdministrationOutcome.Done(step.Text);
        Demand(await users.UpdateSecurityStampAsync(account));
        if (step.EndsSessions) await Sessions.EndAllAsync(database, account.Id, kept: null, cancellationToken);
        await audit.AddAsync(database, new(kind, by, step.Text) { About = account.UserName }, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return AdministrationOutcome.Done(step.Text);
    }

    private async Task<bool> IsLastAdminAsync(Account account)
    {
        var admins = await users.GetUsersInRoleAsync(Roles.Admin);
        return !account.IsDisabled && admins.Any(a => a.Id == account.Id) && admins.All(a => a.Id == account.Id || a.IsDisabled);
    }

    private static void Demand(IdentityResult result)
    {
        if (!result.Succeeded) throw new InvalidOperationException(string.Join(' ', result.Errors.Select(e => e.Description)));
    }

    /// <param name="Kind">Null where nothing had to be changed.</param>
    private sealed record Step(string Text, AuditKind? Kind = null, bool EndsSessions = false, bool IsProblem = false)
    {
        public static Step Failed(IdentityResult result) => new(string.Join('\n', result.Errors.Select(e => e.Description)), IsProblem: true);
    }
}
