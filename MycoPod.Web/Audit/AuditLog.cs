using Microsoft.EntityFrameworkCore;
using MycoPod.Web.Data;
using MycoPod.Web.Telemetry;

namespace MycoPod.Web.Audit;

/// <summary>Adds to the audit log.</summary>
internal sealed class AuditLog(IDbContextFactory<WebContext> databases, RequestOrigin origin, TimeProvider time)
{
    private const int MaxActorLength = 256;

    /// <summary>Raised on any thread when there may be new lines, whichever process of this host added them.</summary>
    public event EventHandler? Added;

    public Task AddAsync(AuditKind kind, string actor, string detail, CancellationToken cancellationToken) => AddAsync(new(kind, actor, detail), cancellationToken);

    public async Task AddAsync(AuditLine line, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await AddAsync(database, line, cancellationToken);
    }

    /// <summary>Adds a line together with what it is about: both are kept, or neither.</summary>
    /// <param name="database">Where the change's transaction is open.</param>
    public Task AddAsync(WebContext database, AuditLine line, CancellationToken cancellationToken)
    {
        WebMeter.Count(line.Kind);
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
        return database.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Called when the database tells of new lines.</summary>
    public void Announce() => Added?.Invoke(this, EventArgs.Empty);
}
