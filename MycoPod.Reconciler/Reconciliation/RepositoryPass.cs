using MycoPod.Reconciler.Repository;

namespace MycoPod.Reconciler.Reconciliation;

/// <summary>One look at the repository: fetch, judge what was touched, record.</summary>
internal sealed class RepositoryPass(DeclarationsClone clone, FolderJudge judge, VerdictLedger ledger)
{
    /// <returns>How many runs were queued.</returns>
    /// <exception cref="RepositoryException">It cannot be read, or its history was rewritten.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        // LibGit2Sharp blocks while it talks to the server.
        var head = await Task.Run(clone.Fetch, cancellationToken);
        if (head is null) return 0;

        // A history with another beginning can be pushed without force, by merging the former one into it.
        var read = await ledger.FindCursorAsync(cancellationToken);
        if (read is not null && read.RepositoryId != head.RepositoryId)
            throw new RepositoryException("This is another declarations repository than the one that was read until now, or its history was rewritten. Nothing from it is carried out. Push the former history again.");
        if (read?.Commit == head.Commit) return 0;
        if (read is not null && !clone.Contains(read.Commit, head.Commit))
            throw new RepositoryException("The history of the declarations repository was rewritten. Nothing from it is carried out. Push the former history again.");

        var touched = await Task.Run(() => clone.ReadTouched(read?.Commit, head.Commit), cancellationToken);
        return await ledger.RecordAsync([.. touched.Select(f => judge.Judge(f, head.RepositoryId))], head, cancellationToken);
    }
}
