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

    /// <summary>Raised on any thread with the id of an account that has a new session.</summary>
    public event EventHandler<Guid>? Begun;

    public async Task<SessionKey> BeginAsync(Guid account, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var dead = Dead(now);
        await database.Sessions.Where(s => s.SeenAt < dead).ExecuteDeleteAsync(cancellationToken);
        var key = new SessionKey(account, RandomNumberGenerator.GetHexString(32, lowercase: true));
        database.Sessions.Add(new() { Id = key.Id, AccountId = account, BegunAt = now, SeenAt = now, Address = origin.Address, UserAgent = origin.UserAgent });
        await database.SaveChangesAsync(cancellationToken);
        Begun?.Invoke(this, account);
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

    internal static IQueryable<AccountSession> Rows(WebContext database, SessionKey key) => database.Sessions.Where(s => s.AccountId == key.Account && s.Id == key.Id);

    private static DateTimeOffset Dead(DateTimeOffset now) => now - Lifetime - SeenStep;
}
