using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using MycoPod.Web.Data;

namespace MycoPod.Web.Accounts;

/// <summary>
/// The open sessions: each log-in is one. A cookie is worth something only while its session is open, so that logging out ends
/// it everywhere, and no other session of the same person with it.
/// </summary>
internal sealed class Sessions(IDbContextFactory<WebContext> databases, TimeProvider time)
{
    private const string Provider = "session";

    /// <summary>Whoever closes the browser never logs out; what is left of that goes at a later log-in.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Raised on any thread with the id of a session that has ended.</summary>
    public event EventHandler<string>? Ended;

    public async Task<SessionKey> BeginAsync(Guid account, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var earlier = await database.UserTokens.Where(t => t.UserId == account && t.LoginProvider == Provider).ToListAsync(cancellationToken);
        database.RemoveRange(earlier.Where(t => !DateTimeOffset.TryParse(t.Value, CultureInfo.InvariantCulture, out var begun) || now - begun > Kept));
        var key = new SessionKey(account, RandomNumberGenerator.GetHexString(32, lowercase: true));
        database.UserTokens.Add(new IdentityUserToken<Guid> { UserId = account, LoginProvider = Provider, Name = key.Id, Value = now.ToString("O", CultureInfo.InvariantCulture) });
        await database.SaveChangesAsync(cancellationToken);
        return key;
    }

    public async Task<bool> IsOpenAsync(SessionKey key, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await Rows(database, key).AnyAsync(cancellationToken);
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
        var rows = database.UserTokens.Where(t => t.UserId == account && t.LoginProvider == Provider && t.Name != kept);
        var ended = await rows.Select(t => t.Name).ToListAsync(cancellationToken);
        await rows.ExecuteDeleteAsync(cancellationToken);
        return ended;
    }

    public void Announce(IEnumerable<string> ended)
    {
        foreach (var id in ended) Ended?.Invoke(this, id);
    }

    internal static IQueryable<IdentityUserToken<Guid>> Rows(WebContext database, SessionKey key) =>
        database.UserTokens.Where(t => t.UserId == key.Account && t.LoginProvider == Provider && t.Name == key.Id);
}
