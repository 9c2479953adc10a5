using Microsoft.EntityFrameworkCore;
using MycoPod.Web.Data;

namespace MycoPod.Web.Audit;

/// <summary>Adds to the audit log.</summary>
internal sealed class AuditLog(IDbContextFactory<WebContext> databases, RequestOrigin origin, TimeProvider time)
{
    private const int MaxActorLength = 256;

    /// <summary>Raised on any thread when there is a new line.</summary>
    public event EventHandler? Added;

    public Task AddAsync(AuditKind kind, string actor, string detail, CancellationToken cancellationToken) => AddAsync(new(kind, actor, detail), cancellationToken);

    public async Task AddAsync(AuditLine line, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        database.Audit.Add(new AuditEntry
        {
            At = time.GetUtcNow(),
            Kind = line.Kind,
            Actor = line.Actor.Length <= MaxActorLength ? line.Actor : line.Actor[..MaxActorLength],
            About = line.About,
            Detail = line.Detail,
            Link = line.Link,
            Address = line.Address ?? origin.Address,
        });
        await database.SaveChangesAsync(cancellationToken);
        Added?.Invoke(this, EventArgs.Empty);
    }
}
