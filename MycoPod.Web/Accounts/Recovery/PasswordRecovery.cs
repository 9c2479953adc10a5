using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using MycoPod.Web.Audit;
using MycoPod.Web.Data;

namespace MycoPod.Web.Accounts.Recovery;

/// <summary>Takes a link that was sent, and the new password with it.</summary>
internal sealed class PasswordRecovery(UserManager<Account> users, WebContext database, Sessions sessions, LoginThrottle throttle, AuditLog audit)
{
    /// <summary>The name of the account that the link is for; null where the link is wrong, used or old.</summary>
    public async Task<string?> FindNameAsync(string? user, string? token)
    {
        if (await FindAsync(user) is not { } account || Decode(token) is not { } decoded) return null;
        var isGood = await users.VerifyUserTokenAsync(account, users.Options.Tokens.PasswordResetTokenProvider, UserManager<Account>.ResetPasswordTokenPurpose, decoded);
        return isGood ? account.UserName : null;
    }

    /// <summary>Sets the password and ends every session of the account, both or neither.</summary>
    public async Task<PasswordOutcome> ResetAsync(string? user, string? token, NewPassword password, CancellationToken cancellationToken)
    {
        if (await FindNameAsync(user, token) is not { } name || await FindAsync(user) is not { } account) return PasswordOutcome.LinkRefused;
        if (password.Problem is { } problem) return new(IsDone: false, IsLinkGood: true, problem);
        await using var change = await database.Database.BeginTransactionAsync(cancellationToken);
        var reset = await users.ResetPasswordAsync(account, Decode(token) ?? "", password.First);
        if (!reset.Succeeded) return PasswordOutcome.From(reset);
        var ended = await Sessions.EndAllAsync(database, account.Id, kept: null, cancellationToken);
        await audit.AddAsync(database, new(AuditKind.PasswordChanged, name, "Chose a new password by a link from an e-mail. All sessions have ended.") { About = name }, cancellationToken);
        await change.CommitAsync(cancellationToken);
        sessions.Announce(ended);
        throttle.Succeeded(users.NormalizeName(name) ?? name);
        return PasswordOutcome.Done;
    }

    private async Task<Account?> FindAsync(string? user) =>
        Guid.TryParse(user, out var id) && await users.FindByIdAsync(id.ToString()) is { IsDisabled: false } account ? account : null;

    private static string? Decode(string? token)
    {
        try
        {
            return string.IsNullOrEmpty(token) ? null : Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(token));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
