using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using MycoPod.Web.Data;

namespace MycoPod.Web.Accounts.SecondFactors;

/// <summary>Takes codes, each of them once.</summary>
internal sealed class SecondFactorCheck(IDbContextFactory<WebContext> databases, AuthenticatorKeys keys, TimeProvider time)
{
    /// <summary>Null where it is off; otherwise how many recovery codes are left.</summary>
    public async Task<int?> FindAsync(Guid account, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (!await database.Authenticators.AnyAsync(a => a.AccountId == account, cancellationToken)) return null;
        return await database.RecoveryCodes.CountAsync(c => c.AccountId == account, cancellationToken);
    }

    public async Task<bool> TakeCodeAsync(Guid account, string code, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var box = await database.Authenticators.Where(a => a.AccountId == account).Select(a => a.SealedKey).FirstOrDefaultAsync(cancellationToken);
        if (box is null) return false;
        var key = keys.Open(account, box);
        var step = Totp.FindStep(key, code, time.GetUtcNow());
        CryptographicOperations.ZeroMemory(key);
        if (step is not { } found) return false;

        // Of two who come with the same code at once, one changes the row.
        return await database.Authenticators.Where(a => a.AccountId == account && a.LastStep < found)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.LastStep, found), cancellationToken) == 1;
    }

    public async Task<bool> TakeRecoveryCodeAsync(Guid account, string code, CancellationToken cancellationToken)
    {
        if (RecoveryCodes.DigestOf(account, code) is not { } digest) return false;
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.RecoveryCodes.Where(c => c.AccountId == account && c.Digest == digest).ExecuteDeleteAsync(cancellationToken) == 1;
    }
}
