using Microsoft.EntityFrameworkCore;
using MycoPod.Web.Data;
using MycoPod.Web.Repository;

namespace MycoPod.Web.Declarations;

/// <summary>Keeps the table of declarations equal to the repository. It can be emptied at any time: Git fills it again.</summary>
internal sealed class DeclarationIndex(DeclarationsRepository repository, IDbContextFactory<WebContext> databases, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);

    /// <summary>Raised on any thread after declarations changed.</summary>
    public event EventHandler? Changed;

    /// <summary>Why the repository could not be read the last time, for people, or null.</summary>
    public string? Problem { get; private set; }

    public DateTimeOffset? ReadAt { get; private set; }

    /// <exception cref="RepositoryException">The repository cannot be reached.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            var hadProblem = Problem is not null;
            var hasChanged = await UpdateAsync(cancellationToken);
            Problem = null;
            ReadAt = time.GetUtcNow();
            if (hasChanged || hadProblem) Changed?.Invoke(this, EventArgs.Empty);
        }
        catch (RepositoryException e)
        {
            var isNew = Problem is null;
            Problem = e.Message;
            if (isNew) Changed?.Invoke(this, EventArgs.Empty);
            throw;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task<bool> UpdateAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var known = await database.Declarations.Select(d => new { d.Folder, d.Tree }).ToDictionaryAsync(d => d.Folder, d => d.Tree, StringComparer.Ordinal, cancellationToken);
        var (gone, changed) = await repository.ReadAsync(view => Compare(view, known), cancellationToken);
        if (gone.Count == 0 && changed.Count == 0) return false;

        string[] rewritten = [.. gone, .. changed.Select(c => c.Folder)];
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await database.Declarations.Where(d => rewritten.Contains(d.Folder)).ExecuteDeleteAsync(cancellationToken);
        database.Declarations.AddRange(changed.Select(DeclarationReader.Read));
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static (List<string> Gone, IReadOnlyList<FolderContent> Changed) Compare(RepositoryView view, Dictionary<string, string> known)
    {
        var folders = view.Folders();
        var changed = folders.Where(f => known.GetValueOrDefault(f.Key) != f.Value).Select(f => f.Key).ToList();
        return ([.. known.Keys.Where(f => !folders.ContainsKey(f))], view.Read(changed));
    }
}
