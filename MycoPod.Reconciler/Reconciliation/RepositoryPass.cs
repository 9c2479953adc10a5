using MycoPod.Core.Link;
using MycoPod.Reconciler.Repository;

namespace MycoPod.Reconciler.Reconciliation;

/// <summary>One look at the repository: fetch, judge what was touched, record.</summary>
internal sealed class RepositoryPass(DeclarationsClone clone, FolderJudge judge, VerdictLedger ledger) : IDisposable
{
    private const string Hint = "Nothing from it is carried out until an Admin accepts the history as it is now, or the former one is pushed again.";

    private readonly SemaphoreSlim gate = new(1, 1);

    /// <summary>What stands in the repository, where that is no continuation of what was read; null otherwise.</summary>
    public RewrittenHistory? Rewritten { get; private set; }

    public void Dispose() => gate.Dispose();

    /// <returns>How many runs were queued.</returns>
    /// <exception cref="RepositoryException">It cannot be read, or its history was rewritten.</exception>
    public Task<int> RunAsync(CancellationToken cancellationToken) => ExclusiveAsync(
        async () =>
        {
            // LibGit2Sharp blocks while it talks to the server.
            var head = await Task.Run(clone.Fetch, cancellationToken);
            var read = await ledger.FindCursorAsync(cancellationToken);
            if (head is null) return read is null ? 0 : throw new RepositoryException($"The declarations repository is empty now; it held {read.Commit[..7]} before. Nothing is carried out. Push the former history again.");
            Rewritten = FindRewriting(read, head);
            if (Rewritten is { IsOther: true }) throw new RepositoryException($"This is another declarations repository than the one that was read until now, or its history was rewritten. {Hint}");
            if (Rewritten is not null) throw new RepositoryException($"The history of the declarations repository was rewritten. {Hint}");
            if (read?.Commit == head.Commit) return 0;
            var touched = await Task.Run(() => clone.ReadTouched(read?.Commit, head.Commit), cancellationToken);
            return await ledger.RecordAsync([.. touched.Select(f => judge.Judge(f, head.RepositoryId))], head, cancellationToken);
        },
        cancellationToken);

    /// <summary>
    /// Reads a history that was rewritten, from its beginning: approvals that were used stay used, whatever commit brings them now, and only one that
    /// still verifies and never was used starts anything.
    /// </summary>
    /// <exception cref="RepositoryException">It cannot be read.</exception>
    public Task<int> AcceptAsync(RewrittenHistory accepted, CancellationToken cancellationToken) => ExclusiveAsync(
        async () =>
        {
            var head = await Task.Run(() => clone.Stand(accepted.Found), cancellationToken);
            var folders = await Task.Run(() => clone.ReadTouched(since: null, head.Commit), cancellationToken);
            var queued = await ledger.RecordAgainAsync([.. folders.Select(f => judge.Judge(f, head.RepositoryId))], head, cancellationToken);
            Rewritten = null;
            return queued;
        },
        cancellationToken);

    /// <summary>A history with another beginning can be pushed without force, by merging the former one into it.</summary>
    private RewrittenHistory? FindRewriting(RepositoryHead? read, RepositoryHead head)
    {
        if (read is null) return null;
        if (read.RepositoryId != head.RepositoryId) return new(read.Commit, head.Commit, IsOther: true);
        return read.Commit == head.Commit || clone.Contains(read.Commit, head.Commit) ? null : new(read.Commit, head.Commit, IsOther: false);
    }

    private async Task<T> ExclusiveAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            gate.Release();
        }
    }
}
