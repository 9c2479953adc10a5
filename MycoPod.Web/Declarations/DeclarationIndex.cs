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
            var before = Problem;
            var hasChanged = await UpdateAsync(cancellationToken);
            ReadAt = time.GetUtcNow();
            if (hasChanged || before != Problem) Changed?.Invoke(this, EventArgs.Empty);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            var isNew = Problem is null;
            Problem = e is RepositoryException ? e.Message : "The declarations could not be brought up to date; the log of the MycoPod host says why.";
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
        var hasChanged = false;
        Difference difference;
        do
        {
            difference = await UpdateOnceAsync(cancellationToken);
            hasChanged |= difference.Gone.Count + difference.Read.Count > 0;
        }
        while (!difference.IsWhole && difference.Read.Count > 0);
        Problem = difference.Problem;
        return hasChanged;
    }

    private async Task<Difference> UpdateOnceAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var known = await database.Declarations.Select(d => new { d.Folder, d.Tree }).ToDictionaryAsync(d => d.Folder, d => d.Tree, StringComparer.Ordinal, cancellationToken);
        var difference = await repository.ReadAsync(view => Compare(view, known), cancellationToken);
        if (difference.Gone.Count == 0 && difference.Read.Count == 0) return difference;

        string[] rewritten = [.. difference.Gone, .. difference.Read.Select(c => c.Folder)];
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        await database.Declarations.Where(d => rewritten.Contains(d.Folder)).ExecuteDeleteAsync(cancellationToken);
        database.Declarations.AddRange(difference.Read.Select(DeclarationReader.Read));
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return difference;
    }

    private static Difference Compare(RepositoryView view, Dictionary<string, string> known)
    {
        var (folders, problem) = view.Folders();
        var changed = folders.Where(f => known.GetValueOrDefault(f.Key) != f.Value).Select(f => f.Key).ToList();
        var read = view.Read(changed);
        return new([.. known.Keys.Where(f => !folders.ContainsKey(f))], read, read.Count == changed.Count, problem);
    }

    /// <param name="IsWhole">Everything that changed was read; otherwise there is more.</param>
    private sealed record Difference(IReadOnlyList<string> Gone, IReadOnlyList<FolderContent> Read, bool IsWhole, string? Problem);
}
