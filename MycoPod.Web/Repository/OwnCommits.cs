using Microsoft.EntityFrameworkCore;
using MycoPod.Web.Data;

namespace MycoPod.Web.Repository;

/// <summary>Web's own commits, in the database. Blocks, as all work on the clone does.</summary>
internal sealed class OwnCommits(IDbContextFactory<WebContext> databases, TimeProvider time) : IOwnCommits
{
    public void Add(string id)
    {
        using var database = databases.CreateDbContext();
        if (database.OwnCommits.Any(c => c.Id == id)) return;
        database.Add(new OwnCommit { Id = id, At = time.GetUtcNow() });
        database.SaveChanges();
    }

    public bool Contains(string id)
    {
        using var database = databases.CreateDbContext();
        return database.OwnCommits.Any(c => c.Id == id);
    }
}
