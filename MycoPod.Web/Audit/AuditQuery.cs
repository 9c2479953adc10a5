using Microsoft.EntityFrameworkCore;
using MycoPod.Web.Data;

namespace MycoPod.Web.Audit;

/// <summary>Reads the audit log.</summary>
internal sealed class AuditQuery(IDbContextFactory<WebContext> databases)
{
    public async Task<AuditPart> FindAsync(AuditFilter filter, int most, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var found = await Matching(database, filter).OrderByDescending(e => e.Id).Take(most + 1).ToListAsync(cancellationToken);
        return new([.. found.Take(most)], found.Count > most);
    }

    private static IQueryable<AuditEntry> Matching(WebContext database, AuditFilter filter)
    {
        var entries = database.Audit.AsNoTracking();
        if (filter.Kind is { } kind) entries = entries.Where(e => e.Kind == kind);
        if (filter.From is { } from) entries = entries.Where(e => e.At >= from);
        if (filter.Until is { } until) entries = entries.Where(e => e.At < until);
        if (filter.Before is { } before) entries = entries.Where(e => e.Id < before);
        if (string.IsNullOrWhiteSpace(filter.Text) || filter.Text.Contains('\0')) return entries;
        var pattern = $"%{Escape(filter.Text.Trim())}%";
        return entries.Where(e => EF.Functions.ILike(e.Actor, pattern, "\\") || EF.Functions.ILike(e.About ?? "", pattern, "\\") || EF.Functions.ILike(e.Detail, pattern, "\\"));
    }

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
