using Microsoft.EntityFrameworkCore;
using MycoPod.Core.Declarations;
using MycoPod.Web.Data;

namespace MycoPod.Web.Declarations;

/// <summary>Drafts, each for its author only.</summary>
internal sealed class Drafts(IDbContextFactory<WebContext> databases, TimeProvider time)
{
    public async Task<Draft?> FindAsync(Guid id, Guid authorId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await Own(database, id, authorId).AsNoTracking().FirstOrDefaultAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<DraftRow>> ListAsync(Guid authorId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var drafts = await database.Drafts.Where(d => d.AuthorId == authorId).OrderByDescending(d => d.UpdatedAt)
            .Select(d => new { d.Id, d.Title, Start = d.Text.Substring(0, 400), d.UpdatedAt }).ToListAsync(cancellationToken);
        return [.. drafts.Select(d => new DraftRow(d.Id, d.Title ?? DeclarationTitle.From(d.Start), d.UpdatedAt))];
    }

    /// <summary>Keeps a text, in the draft <paramref name="id"/> or a new one.</summary>
    /// <returns>The draft's id.</returns>
    public async Task<Guid> SaveTextAsync(Guid? id, Guid authorId, string text, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var kept = Keepable(text);
        if (id is { } known)
        {
            var updated = await Own(database, known, authorId).ExecuteUpdateAsync(set => set.SetProperty(d => d.Text, kept).SetProperty(d => d.UpdatedAt, now), cancellationToken);
            if (updated == 1) return known;
        }

        var draft = new Draft { Id = DeclarationId.Create(now).Value, AuthorId = authorId, Text = kept, UpdatedAt = now };
        database.Drafts.Add(draft);
        await database.SaveChangesAsync(cancellationToken);
        return draft.Id;
    }

    public async Task SavePreviewAsync(Guid id, Guid authorId, DraftPreview preview, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var draft = await Own(database, id, authorId).FirstOrDefaultAsync(cancellationToken);
        if (draft is null) return;
        draft.Preview = preview;
        draft.UpdatedAt = time.GetUtcNow();
        await database.SaveChangesAsync(cancellationToken);
    }

    public async Task SaveTitleAsync(Guid id, Guid authorId, string? title, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await Own(database, id, authorId).ExecuteUpdateAsync(set => set.SetProperty(d => d.Title, title), cancellationToken);
    }

    public async Task DeleteAsync(Guid id, Guid authorId, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await Own(database, id, authorId).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Undoes a <see cref="DeleteAsync"/>.</summary>
    /// <param name="draft">As it was.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task RestoreAsync(Draft draft, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);

        // Somebody may have begun it again meanwhile; that is newer.
        if (await database.Drafts.AnyAsync(d => d.Id == draft.Id, cancellationToken)) return;
        database.Drafts.Add(draft);
        await database.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Text as it is kept and later committed: lines end in LF, and without the one character that no database text holds.</summary>
    public static string Keepable(string text) => DeclarationDocument.Normalize(text).Replace("\0", "", StringComparison.Ordinal);

    private static IQueryable<Draft> Own(WebContext database, Guid id, Guid authorId) => database.Drafts.Where(d => d.Id == id && d.AuthorId == authorId);
}
