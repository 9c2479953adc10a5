using LibGit2Sharp;
using LibGit2Sharp.Handlers;
using MycoPod.Core.Declarations;
using MycoPod.Core.Repository;
using MycoPod.Reconciler.Configuration;

namespace MycoPod.Reconciler.Repository;

/// <summary>
/// The Agent's own read-only clone (bare). What anyone pushed arrives here; nothing in it is believed before an approval
/// verifies. Calls block; one at a time.
/// </summary>
/// <param name="trust">Which certificate of its server is believed; what <paramref name="remote"/> says unless it is given.</param>
internal sealed class DeclarationsClone(string path, RepositoryConfiguration remote, RepositoryTrust? trust = null)
{
    private readonly RepositoryTrust trust = trust ?? remote.ReadTrust();
    private const string Tracking = "refs/remotes/origin/";

    /// <summary>Fetches, and reads where the branch stands.</summary>
    /// <returns>Null while the remote has no commit yet.</returns>
    /// <exception cref="RepositoryException">The remote cannot be reached or read.</exception>
    public RepositoryHead? Fetch()
    {
        Named(() =>
        {
            FetchSoundly();
            return true;
        });
        return Guard(() =>
        {
            using var repository = Open();
            return Tip(repository) is { } tip ? new RepositoryHead(tip.Sha, Root(repository, tip)) : null;
        });
    }

    /// <summary>A commit that was fetched, as where the branch stands.</summary>
    /// <exception cref="RepositoryException">It is not there, or the clone cannot be read.</exception>
    public RepositoryHead Stand(string commit) => Guard(() =>
    {
        using var repository = Open();
        return repository.Lookup<Commit>(commit) is { } tip
            ? new RepositoryHead(tip.Sha, Root(repository, tip))
            : throw new RepositoryException("The commit is no longer in the declarations repository. Nothing was done; look again.");
    });

    /// <summary>Whether <paramref name="commit"/> is still part of the history that leads to <paramref name="head"/>.</summary>
    /// <exception cref="RepositoryException">The clone cannot be read.</exception>
    public bool Contains(string commit, string head) => Guard(() =>
    {
        using var repository = Open();
        return repository.Lookup<Commit>(commit) is { } known
            && repository.Lookup<Commit>(head) is { } tip
            && repository.ObjectDatabase.FindMergeBase(known, tip)?.Sha == known.Sha;
    });

    /// <summary>
    /// The declaration folders that commits after <paramref name="since"/> touched, as they are at <paramref name="head"/>,
    /// each with the newest commit that touched it; in the order of those commits.
    /// </summary>
    /// <param name="since">Null for all folders.</param>
    /// <exception cref="RepositoryException">The clone cannot be read.</exception>
    public IReadOnlyList<FolderContent> ReadTouched(string? since, string head) => Guard<IReadOnlyList<FolderContent>>(() =>
    {
        using var repository = Open();
        var filter = new CommitFilter
        {
            IncludeReachableFrom = head,
            ExcludeReachableFrom = since,
            SortBy = CommitSortStrategies.Topological | CommitSortStrategies.Reverse,
        };
        Dictionary<string, string> touched = new(StringComparer.Ordinal);
        foreach (var commit in repository.Commits.QueryBy(filter))
        {
            foreach (var folder in TouchedFolders.Of(commit))
            {
                touched.Remove(folder);
                touched.Add(folder, commit.Sha);
            }
        }

        var tree = repository.Lookup<Commit>(head).Tree;
        return [.. touched.Select(t => Read(tree, t.Key, t.Value)).OfType<FolderContent>()];
    });

    private static FolderContent? Read(Tree tree, string folder, string commit)
    {
        if (tree[folder]?.Target is not Tree files) return null;
        return new(
            folder,
            commit,
            Content(files, DeclarationFolder.Text),
            Content(files, DeclarationFolder.Plan),
            Content(files, DeclarationFolder.PlanForPeople),
            Content(files, DeclarationFolder.Approval));
    }

    private static byte[]? Content(Tree files, string name)
    {
        if (files[name] is not { TargetType: TreeEntryTargetType.Blob, Mode: Mode.NonExecutableFile, Target: Blob blob }) return null;
        if (blob.Size > FolderContent.MaxFileBytes) return null;
        using var stream = blob.GetContentStream();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>Reads; where the clone itself turns out to be damaged, it is fetched anew and read again, once.</summary>
    private T Guard<T>(Func<T> read) => Named(() =>
    {
        try
        {
            return read();
        }
        catch (LibGit2SharpException) when (IsDamaged(TouchedFolders.Of))
        {
            FetchAnew();
            return read();
        }
    });

    /// <summary>What goes wrong names the repository.</summary>
    private T Named<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (LibGit2SharpException e)
        {
            throw new RepositoryException($"The declarations repository {remote.Url} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>A server that is away says nothing of the clone, so only whether its commits are there is looked at.</summary>
    private void FetchSoundly()
    {
        try
        {
            FetchBranch();
        }
        catch (LibGit2SharpException) when (IsDamaged(_ => []))
        {
            FetchAnew();
        }
    }

    private void FetchAnew()
    {
        Directory.Delete(path, recursive: true);
        FetchBranch();
    }

    private void FetchBranch()
    {
        using var repository = Open();
        var options = new FetchOptions
        {
            CredentialsProvider = OfferOnce(),
            CertificateCheck = (certificate, isValid, host) => certificate is CertificateX509 shown && trust.Believes(shown.Certificate, isValid, host),
            TagFetchMode = TagFetchMode.None,
            Prune = true,
        };
        LibGit2Sharp.Commands.Fetch(repository, "origin", [$"+refs/heads/{remote.Branch}:{Tracking}{remote.Branch}"], options, logMessage: null);
    }

    /// <summary>Whether something that was fetched cannot be read any more.</summary>
    /// <param name="foldersOf">Whose files are read as well.</param>
    private bool IsDamaged(Func<Commit, IEnumerable<string>> foldersOf)
    {
        try
        {
            using var repository = Open();
            if (repository.Refs[$"{Tracking}{remote.Branch}"] is null) return false;
            if (Tip(repository) is not { } tip) return true;
            foreach (var commit in repository.Commits.QueryBy(new CommitFilter { IncludeReachableFrom = tip }))
            {
                foreach (var folder in foldersOf(commit)) Read(commit.Tree, folder, commit.Sha);
            }

            return false;
        }
        catch (LibGit2SharpException)
        {
            return true;
        }
    }

    private Commit? Tip(LibGit2Sharp.Repository repository) => repository.Refs[$"{Tracking}{remote.Branch}"]?.ResolveToDirectReference().Target as Commit;

    /// <summary>The first commit along first parents: a history merged in later does not change which repository this is.</summary>
    private static string Root(LibGit2Sharp.Repository repository, Commit tip) =>
        repository.Commits.QueryBy(new CommitFilter { IncludeReachableFrom = tip, FirstParentOnly = true, SortBy = CommitSortStrategies.Topological }).Last().Sha;

    /// <summary>A refused token would be offered again and again, with a pause of the server's each time.</summary>
    private CredentialsHandler OfferOnce()
    {
        var isOffered = false;
        return (_, _, _) =>
        {
            if (isOffered) throw new LibGit2SharpException("user name or token was refused");
            isOffered = true;
            return new UsernamePasswordCredentials { Username = remote.Username, Password = remote.Token };
        };
    }

    private LibGit2Sharp.Repository Open()
    {
        if (!LibGit2Sharp.Repository.IsValid(path)) LibGit2Sharp.Repository.Init(path, isBare: true);
        var repository = new LibGit2Sharp.Repository(path);
        if (repository.Network.Remotes["origin"] is null) repository.Network.Remotes.Add("origin", remote.Url);
        else repository.Network.Remotes.Update("origin", r => r.Url = remote.Url);
        return repository;
    }
}
