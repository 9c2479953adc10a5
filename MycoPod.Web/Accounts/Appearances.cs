using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using MycoPod.Web.Data;

namespace MycoPod.Web.Accounts;

/// <summary>How pages look to someone: kept with the account, so that it is the same in every browser.</summary>
internal sealed class Appearances(IDbContextFactory<WebContext> databases)
{
    /// <summary>Light for strangers, and where the database does not answer: that is told by the page itself.</summary>
    public async Task<Appearance> FindAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        if (SessionKey.Of(principal) is not { } key) return Appearance.Light;
        try
        {
            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            return await Own(database, key).Select(a => a.Appearance).FirstOrDefaultAsync(cancellationToken);
        }
        catch (Exception e) when (DatabaseFailure.Is(e))
        {
            return Appearance.Light;
        }
    }

    /// <returns>Whether it is kept; not where the session has ended.</returns>
    public async Task<bool> ChooseAsync(ClaimsPrincipal principal, Appearance appearance, CancellationToken cancellationToken)
    {
        if (SessionKey.Of(principal) is not { } key) return false;
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await Own(database, key).ExecuteUpdateAsync(set => set.SetProperty(a => a.Appearance, appearance), cancellationToken) == 1;
    }

    private static IQueryable<Account> Own(WebContext database, SessionKey key) => database.Users.Where(a => a.Id == key.Account && Sessions.Rows(database, key).Any());
}
