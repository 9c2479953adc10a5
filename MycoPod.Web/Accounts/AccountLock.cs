using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using MycoPod.Web.Data;

namespace MycoPod.Web.Accounts;

/// <summary>One change of an account, and of what it takes to log in to it, at a time.</summary>
internal static class AccountLock
{
    /// <returns>The transaction that holds the account until it is committed or disposed of.</returns>
    public static async Task<IDbContextTransaction> TakeAsync(WebContext database, Guid account, CancellationToken cancellationToken)
    {
        var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await database.Database.ExecuteSqlAsync($"SELECT 1 FROM web.users WHERE id = {account} FOR UPDATE", cancellationToken);
        return transaction;
    }
}
