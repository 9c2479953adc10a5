using Microsoft.AspNetCore.Identity;
using MycoPod.Web.Audit;
using MycoPod.Web.Data;

namespace MycoPod.Web.Accounts;

/// <summary>Asks someone who is logged in for their password once more, before what is worth it.</summary>
internal sealed class PasswordCheck(UserManager<Account> users, LoginThrottle throttle, AuditLog audit)
{
    /// <summary>Null where the password is right; otherwise what to tell the person.</summary>
    public async Task<string?> RefuseAsync(Account account, string password)
    {
        // No user name holds a blank, so that this never stands in the way of a log-in.
        var key = $"account {account.Id}";
        if (throttle.Begin(key) is { Ticks: > 0 } wait) return SignIn.WaitMessage(wait);
        try
        {
            if (await users.CheckPasswordAsync(account, password))
            {
                throttle.Succeeded(key);
                return null;
            }

            var name = account.UserName ?? "";
            await audit.AddAsync(new(AuditKind.PasswordRefused, name, "Wrong current password in Settings.") { About = name }, CancellationToken.None);
            return "The current password is incorrect. Nothing was changed.";
        }
        catch (Exception e) when (DatabaseFailure.Is(e))
        {
            throttle.TakeBack(key);
            return DatabaseFailure.NothingChanged;
        }
    }
}
