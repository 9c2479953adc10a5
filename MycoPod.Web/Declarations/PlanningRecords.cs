using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Link;
using MycoPod.Web.Accounts;
using MycoPod.Web.Data;

namespace MycoPod.Web.Declarations;

/// <summary>How language models made plans. The prompts hold the inventory, so only Admins read them.</summary>
internal sealed class PlanningRecords(IDbContextFactory<WebContext> databases, PersonQuery people, TimeProvider time)
{
    /// <summary>A discarded draft can be had back for a moment; what nobody can come back to is forgotten.</summary>
    private static readonly TimeSpan KeptAfterDiscarding = TimeSpan.FromDays(1);

    public async Task SaveAsync(Guid declarationId, string planDigest, PlanningRecord record, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        if (await database.Plannings.FirstOrDefaultAsync(p => p.DeclarationId == declarationId && p.PlanDigest == planDigest, cancellationToken) is { } kept) (kept.Record, kept.At) = (Storable(record), now);
        else database.Plannings.Add(new() { DeclarationId = declarationId, PlanDigest = planDigest, Record = Storable(record), At = now });
        await database.SaveChangesAsync(cancellationToken);
        await ForgetAsync(database, declarationId, planDigest, now - KeptAfterDiscarding, cancellationToken);
    }

    /// <returns>Null where no language model made the plan, and for everybody who is no Admin.</returns>
    public async Task<PlanningRecord?> FindAsync(ClaimsPrincipal principal, Guid declarationId, string planDigest, CancellationToken cancellationToken)
    {
        if (await people.FindAsync(principal, cancellationToken) is not { IsAdmin: true }) return null;
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return (await database.Plannings.AsNoTracking().FirstOrDefaultAsync(p => p.DeclarationId == declarationId && p.PlanDigest == planDigest, cancellationToken))?.Record;
    }

    /// <summary>Earlier plans of a draft that was never submitted, and all of drafts that are gone.</summary>
    private static Task<int> ForgetAsync(WebContext database, Guid declarationId, string planDigest, DateTimeOffset before, CancellationToken cancellationToken) => database.Plannings
        .Where(p => !database.Declarations.Any(d => d.Id == p.DeclarationId))
        .Where(p => (p.DeclarationId == declarationId && p.PlanDigest != planDigest) || (p.At < before && !database.Drafts.Any(d => d.Id == p.DeclarationId)))
        .ExecuteDeleteAsync(cancellationToken);

    /// <summary>No database text holds the one character that a model may still write.</summary>
    private static PlanningRecord Storable(PlanningRecord record) =>
        record with { Messages = [.. record.Messages.Select(m => m with { Text = m.Text.Replace("\0", "", StringComparison.Ordinal) })] };
}
