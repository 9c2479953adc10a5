using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using MycoPod.Web.Audit;
using MycoPod.Web.Data;

namespace MycoPod.Web.Accounts;

/// <summary>
/// The open sessions: each log-in is one. A cookie is worth something only while its session is open, so that logging out ends
/// it everywhere, and no other session of the same person with it.
/// </summary>
internal sealed class Sessions(IDbContextFactory<WebContext> databases, RequestOrigin origin, TimeProvider time)
{
    /// <summary>How long a cookie lasts from its latest use. Whoever closes the browser never logs out; what is left of that goes after this.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private static readonly TimeSpan SeenStep = TimeSpan.FromMinutes(1);

    /// <summary>Raised on any thread with the id of a session that has ended.</summary>
    public event EventHandler<string>? Ended;

    /// <summary>Raised on any thread when sessions may have ended elsewhere, as by a command of the host: whoever keeps one open asks again.</summary>
    public event EventHandler? Doubted;

    /// <summary>Raised on any thread with the id of an account that has a new session.</summary>
    public event EventHandler<Guid>? Begun;

    /// <param name="account">As it was when password and code were found right.</param>
    /// <param name="hasShownCode">Whether a second factor was shown, and not the password alone.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>
    /// Null where that is not enough any more: the password is another, the account was disabled, or a second factor was switched on
    /// meanwhile. Such a change ends the sessions that there are; this one must not come after it.
    /// </returns>
    public async Task<SessionKey?> BeginAsync(Account account, bool hasShownCode, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await using var begin = await AccountLock.TakeAsync(database, account.Id, cancellationToken);
        var isUnchanged = await database.Users.AnyAsync(
            a => a.Id == account.Id && a.SecurityStamp == account.SecurityStamp && a.LockoutEnd == null && (hasShownCode || !database.Authenticators.Any(f => f.AccountId == a.Id)),
            cancellationToken);
        if (!isUnchanged) return null;
        var now = time.GetUtcNow();
        var dead = Dead(now);
        await database.Sessions.Where(s => s.SeenAt < dead).ExecuteDeleteAsync(cancellationToken);
        var key = new SessionKey(account.Id, RandomNumberGenerator.GetHexString(32, lowercase: true));
        database.Sessions.Add(new() { Id = key.Id, AccountId = account.Id, BegunAt = now, SeenAt = now, Address = origin.Address, UserAgent = origin.UserAgent });
        await database.SaveChangesAsync(cancellationToken);
        await begin.CommitAsync(cancellationToken);
        Begun?.Invoke(this, account.Id);
        return key;
    }

    public async Task<IReadOnlyList<AccountSession>> ListAsync(Guid account, CancellationToken cancellationToken)
    {
        var dead = Dead(time.GetUtcNow());
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Sessions.AsNoTracking().Where(s => s.AccountId == account && s.SeenAt >= dead).OrderByDescending(s => s.SeenAt).ToListAsync(cancellationToken);
    }

    /// <summary>Whether the session is open; a request that asks is noted as its use.</summary>
    public async Task<bool> IsOpenAsync(SessionKey key, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await Rows(database, key).Select(s => new { s.SeenAt, s.Address }).FirstOrDefaultAsync(cancellationToken) is not { } session) return false;
        var now = time.GetUtcNow();
        if (now - session.SeenAt < SeenStep && session.Address == origin.Address) return true;
        await Rows(database, key).ExecuteUpdateAsync(
            set => set.SetProperty(s => s.SeenAt, now).SetProperty(s => s.Address, origin.Address).SetProperty(s => s.UserAgent, origin.UserAgent),
            cancellationToken);
        return true;
    }

    /// <summary>Notes that a page of the session is open.</summary>
    public async Task SeeAsync(SessionKey key, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var old = now - SeenStep;
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await Rows(database, key).Where(s => s.SeenAt < old).ExecuteUpdateAsync(set => set.SetProperty(s => s.SeenAt, now), cancellationToken);
    }

    public async Task EndAsync(SessionKey key, CancellationToken cancellationToken)
    {
        try
        {
            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            await Rows(database, key).ExecuteDeleteAsync(cancellationToken);
        }
        finally
        {
            // Pages that are open leave even where the database does not answer.
            Ended?.Invoke(this, key.Id);
        }
    }

    /// <summary>Ends every session of an account, but <paramref name="kept"/>, together with the change that is the reason for it.</summary>
    /// <param name="database">Where the change's transaction is open.</param>
    /// <returns>What to <see cref="Announce"/> once it is committed.</returns>
    public static async Task<IReadOnlyList<string>> EndAllAsync(WebContext database, Guid account, string? kept, CancellationToken cancellationToken)
    {
        var rows = database.Sessions.Where(s => s.AccountId == account && s.Id != kept);
        var ended = await rows.Select(s => s.Id).ToListAsync(cancellationToken);
        await rows.ExecuteDeleteAsync(cancellationToken);
        return ended;
    }

    public void Announce(IEnumerable<string> ended)
    {
        foreach (var id in ended) Ended?.Invoke(this, id);
    }

    /// <summary>Called when the database tells that sessions have ended.</summary>
    public void Doubt() => Doubted?.Invoke(this, EventArgs.Empty);

    internal static IQueryable<AccountSession> Rows(WebContext database, SessionKey key) => database.Sessions.Where(s => s.AccountId == key.Account && s.Id == key.Id);

    private static DateTimeOffset Dead(DateTimeOffset now) => now - Lifetime - SeenStep;
}
