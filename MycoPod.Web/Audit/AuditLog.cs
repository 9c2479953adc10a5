using Microsoft.EntityFrameworkCore;
using MycoPod.Web.Data;

namespace MycoPod.Web.Audit;

/// <summary>Adds to the audit log.</summary>
internal sealed class AuditLog(IDbContextFactory<WebContext> databases, TimeProvider time)
{
    private const int MaxActorLength = 256;

    public async Task AddAsync(AuditKind kind, string actor, string detail, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        database.Audit.Add(new AuditEntry
        {
            At = time.GetUtcNow(),
            Kind = kind,
            Actor = actor.Length <= MaxActorLength ? actor : actor[..MaxActorLength],
            Detail = detail,
        });
        await database.SaveChangesAsync(cancellationToken);
    }
}
