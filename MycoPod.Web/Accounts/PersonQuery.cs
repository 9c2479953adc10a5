using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using MycoPod.Web.Data;

namespace MycoPod.Web.Accounts;

/// <summary>Who someone is and what they may do, read afresh: what a browser or a circuit remembers may be old.</summary>
internal sealed class PersonQuery(IDbContextFactory<WebContext> databases)
{
    /// <summary>The person behind <paramref name="principal"/>, or null where nobody is signed in, their session has ended or the account is gone.</summary>
    public async Task<Person?> FindAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        if (SessionKey.Of(principal) is not { } key) return null;
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var accounts = database.Users.Where(a => a.Id == key.Account && a.LockoutEnd == null && Sessions.Rows(database, key).Any());
        return await All(database, accounts, key.Id).FirstOrDefaultAsync(cancellationToken);
    }

    /// <param name="session">Whose address is wanted with it.</param>
    internal static IQueryable<Person> All(WebContext database, IQueryable<Account> accounts, string? session = null) =>
        from account in accounts
        select new Person(
            account.Id,
            account.UserName ?? "",
            account.Email ?? "",
            database.UserRoles.Any(r => r.UserId == account.Id && database.Roles.Any(role => role.Id == r.RoleId && role.Name == Roles.Admin)),
            account.LockoutEnd != null,
            database.Sessions.Where(s => s.Id == session).Select(s => s.Address).FirstOrDefault());
}
