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

    /// <summary>Whether codes of the app can be compared with anything; also where there are none.</summary>
    public async Task<bool> IsReadableAsync(Guid account, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var box = await BoxAsync(database, account, cancellationToken);
        return box is null || TryOpen(account, box) is not null;
    }

    /// <summary>What stands in the way of the next code: <see cref="CodeAnswer.Early"/>, or nothing.</summary>
    public async Task<CodeOutcome?> FindWaitAsync(Guid account, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return Early(await database.WrongCodes.AsNoTracking().FirstOrDefaultAsync(w => w.AccountId == account, cancellationToken));
    }

    /// <summary>Looks at a code of the app. That it was wrong is kept before anybody is told so.</summary>
    public async Task<CodeOutcome> TakeCodeAsync(Guid account, string code, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);

        // One after another: many guesses at once are counted like any.
        await using var attempt = await AccountLock.TakeAsync(database, account, cancellationToken);
        var wrong = await database.WrongCodes.FirstOrDefaultAsync(w => w.AccountId == account, cancellationToken);
        if (Early(wrong) is { } early) return early;
        var key = await BoxAsync(database, account, cancellationToken) is { } box ? TryOpen(account, box) : [];
        if (key is null) return new(CodeAnswer.Unreadable);
        var isRight = await IsRightAsync(database, account, key, code, cancellationToken);
        CryptographicOperations.ZeroMemory(key);
        if (isRight && wrong is not null) database.WrongCodes.Remove(wrong);
        if (!isRight && wrong is null) database.WrongCodes.Add(wrong = new() { AccountId = account });
        if (!isRight) wrong?.Add(time.GetUtcNow());
        await database.SaveChangesAsync(cancellationToken);
        await attempt.CommitAsync(cancellationToken);
        return isRight ? new(CodeAnswer.Right) : new(CodeAnswer.Wrong, wrong?.Count ?? 0, wrong?.WaitAt(time.GetUtcNow()) ?? default);
    }

    public async Task<bool> TakeRecoveryCodeAsync(Guid account, string code, CancellationToken cancellationToken)
    {
        if (RecoveryCodes.DigestOf(account, code) is not { } digest) return false;
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.RecoveryCodes.Where(c => c.AccountId == account && c.Digest == digest).ExecuteDeleteAsync(cancellationToken) == 1;
    }

    private async Task<bool> IsRightAsync(WebContext database, Guid account, byte[] key, string code, CancellationToken cancellationToken)
    {
        if (key.Length == 0 || Totp.FindStep(key, code, time.GetUtcNow()) is not { } step) return false;
        return await database.Authenticators.Where(a => a.AccountId == account && a.LastStep < step)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.LastStep, step), cancellationToken) == 1;
    }

    private CodeOutcome? Early(WrongCodes? wrong) => wrong?.WaitAt(time.GetUtcNow()) is { Ticks: > 0 } wait ? new(CodeAnswer.Early, wrong.Count, wait) : null;

    private byte[]? TryOpen(Guid account, string box)
    {
        try
        {
            return keys.Open(account, box);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static Task<string?> BoxAsync(WebContext database, Guid account, CancellationToken cancellationToken) =>
        database.Authenticators.Where(a => a.AccountId == account).Select(a => a.SealedKey).FirstOrDefaultAsync(cancellationToken);
}
