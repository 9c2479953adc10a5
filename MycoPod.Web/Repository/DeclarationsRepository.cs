using LibGit2Sharp;
using MycoPod.Web.Configuration;

namespace MycoPod.Web.Repository;

/// <summary>
/// The declarations repository. One operation at a time, never on a circuit's thread; every change is decided on what the
/// remote has at that moment, and is there completely or not at all.
/// </summary>
internal sealed class DeclarationsRepository(WebSettings settings, IOwnCommits own, TimeProvider time) : IDisposable
{
    private const int Attempts = 3;

    private readonly SemaphoreSlim gate = new(1, 1);
    private Clone? clone;

    /// <summary>Fetches and answers with <paramref name="read"/>. An empty remote gets its first commit.</summary>
    /// <exception cref="RepositoryException">The repository cannot be reached.</exception>
    public Task<T> ReadAsync<T>(Func<RepositoryView, T> read, CancellationToken cancellationToken) =>
        ExclusiveAsync(git => read(Refresh(git)), cancellationToken);

    /// <summary>Commits and pushes what <paramref name="decide"/> makes of the repository, up to three times where the remote moves on.</summary>
    /// <param name="decide">Gets the repository's id and its present state.</param>
    public async Task<PushOutcome> ChangeAsync(Func<string, RepositoryView, Decision> decide, CancellationToken cancellationToken)
    {
        try
        {
            return await ExclusiveAsync(git => Change(git, decide), cancellationToken);
        }
        catch (RepositoryException e)
        {
            return PushOutcome.Failed($"{e.Message} Nothing is lost: try again when it answers.");
        }
    }

    public void Dispose()
    {
        clone?.Dispose();
        gate.Dispose();
    }

    private static PushOutcome Change(Clone git, Func<string, RepositoryView, Decision> decide)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var view = Refresh(git);
            var decision = decide(git.RepositoryId ?? "", view);
            if (decision.Refusal is not null) return new(null, decision.Refusal, IsOutdated: true);
            if (decision.Change is not { } change) return new(decision.Existing, null);
            try
            {
                return new(Push(git, git.Commit(change)), null);
            }
            catch (NonFastForwardException)
            {
                // Someone else pushed in between: look again.
            }
        }

        return PushOutcome.Failed("Others push to the declarations repository at the same time. Nothing was committed; try again.");
    }

    /// <summary>The answer of a push can be lost where the push was not: the remote is asked before anything is called failed.</summary>
    private static string Push(Clone git, Commit commit)
    {
        try
        {
            git.Push(commit);
        }
        catch (LibGit2SharpException e) when (e is not NonFastForwardException && HasArrived(git, commit))
        {
            // It is there.
        }

        return commit.Sha;
    }

    private static bool HasArrived(Clone git, Commit commit)
    {
        try
        {
            git.Fetch();
            return git.Has(commit);
        }
        catch (LibGit2SharpException)
        {
            return false;
        }
    }

    private static RepositoryView Refresh(Clone git)
    {
        git.Fetch();
        if (git.View is { } view) return view;
        try
        {
            git.Push(git.Commit(FirstCommit.Change));
        }
        catch (NonFastForwardException)
        {
            git.Fetch();
        }

        return git.View ?? throw new RepositoryException("The declarations repository has no branch main.");
    }

    private async Task<T> ExclusiveAsync<T>(Func<Clone, T> work, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => work(clone ??= Clone.Open(Path.Combine(settings.StateDirectory, "repository"), settings.Repository, own, time)), CancellationToken.None);
        }
        catch (LibGit2SharpException e)
        {
            throw new RepositoryException($"The declarations repository cannot be reached or used: {Reason(e)}", e);
        }
        finally
        {
            gate.Release();
        }
    }

    private static string Reason(LibGit2SharpException exception) =>
        exception.Message.Contains(Clone.RefusedCredentials, StringComparison.Ordinal)
            ? "it does not accept the user name and token of the configuration (repository.username, repository.token)."
            : $"{exception.Message.TrimEnd('.')}.";
}
