using Microsoft.EntityFrameworkCore;
using MycoPod.Web.Data;

namespace MycoPod.Web.Link;

/// <summary>Whether an Agent was paired, and when.</summary>
internal sealed class PairedAgentQuery(IDbContextFactory<WebContext> databases)
{
    public async Task<DateTimeOffset?> PairedAtAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Agents.Select(a => (DateTimeOffset?)a.PairedAt).SingleOrDefaultAsync(cancellationToken);
    }
}
