using Microsoft.EntityFrameworkCore;
using MycoPod.Web.Data;

namespace MycoPod.Web.Link;

/// <summary>What is known of the paired Agent.</summary>
internal sealed class PairedAgentQuery(IDbContextFactory<WebContext> databases)
{
    public async Task<DateTimeOffset?> PairedAtAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Agents.Select(a => (DateTimeOffset?)a.PairedAt).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>The pinned public key that files are sealed to, or null before an Agent connected.</summary>
    public async Task<string?> SealingKeyAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Agents.Select(a => a.SealingKey).SingleOrDefaultAsync(cancellationToken);
    }
}
