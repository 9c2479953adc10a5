using LibGit2Sharp;
using LibGit2Sharp.Handlers;
using MycoPod.Web.Configuration;

namespace MycoPod.Web.Repository;

/// <summary>Web's clone: bare, one branch. Every method may block; <see cref="DeclarationsRepository"/> keeps it off circuits.</summary>
internal sealed class Clone : IDisposable
{
    public const string RefusedCredentials = "The user name and token are refused.";
    public const string CommitterEmail = "mycopod@localhost";

    private const string Branch = "refs/heads/main";
    private const string Remote = "refs/remotes/origin/main";

    private readonly LibGit2Sharp.Repository repository;
    private readonly RepositorySettings settings;
    private readonly IOwnCommits own;
    private readonly TimeProvider time;

    private Clone(LibGit2Sharp.Repository repository, RepositorySettings settings, IOwnCommits own, TimeProvider time)
    {
        this.repository = repository;
        this.settings = settings;
        this.own = own;
        this.time = time;
    }

    public static Clone Open(string directory, RepositorySettings settings, IOwnCommits own, TimeProvider time)
    {
        if (settings.Local is { } local && !LocalRepository.Exists(local)) throw new RepositoryException($"There is no declarations repository at {local}. Restore it from a backup; for a new one, run mycopod repository init.");
        if (!LibGit2Sharp.Repository.IsValid(directory)) LibGit2Sharp.Repository.Init(directory, isBare: true);
        var opened = new LibGit2Sharp.Repository(directory);
        if (opened.Network.Remotes["origin"] is null) opened.Network.Remotes.Add("origin", settings.Origin);
        else opened.Network.Remotes.Update("origin", remote => remote.Url = settings.Origin);

        // What is pushed into a folder of this host is on the disk before anyone is told.
        if (settings.Local is not null) opened.Config.Set(LocalRepository.Fsync, true);
        return new(opened, settings, own, time);
    }

    /// <summary>What the remote has, or null while it is empty.</summary>
    public Commit? Head => repository.Refs[Remote]?.ResolveToDirectReference().Target as Commit;

    public RepositoryView? View => Head is { } head ? new(head, own) : null;

    public string? RepositoryId => Head is { } head ? FolderHistory.RootOf(repository, head) : null;

    public void Fetch() => LibGit2Sharp.Commands.Fetch(repository, "origin", [$"+{Branch}:{Remote}"], new FetchOptions { CredentialsProvider = Credentials(), CertificateCheck = CheckCertificate, TagFetchMode = TagFetchMode.None }, null);

    /// <summary>Makes one commit on what the remote has, without touching any branch.</summary>
    public Commit Commit(FolderChange change)
    {
        var parent = Head;
        var tree = parent is null ? new TreeDefinition() : TreeDefinition.From(parent.Tree);
        foreach (var (name, bytes) in change.Files)
        {
            using var content = new MemoryStream(bytes);
            tree.Add(change.Folder.Length == 0 ? name : $"{change.Folder}/{name}", repository.ObjectDatabase.CreateBlob(content), Mode.NonExecutableFile);
        }

        foreach (var name in change.Removed ?? []) tree.Remove($"{change.Folder}/{name}");
        var now = time.GetUtcNow();
        var commit = repository.ObjectDatabase.CreateCommit(
            new Signature(change.Author.Name, change.Author.Email, now),
            new Signature("MycoPod", CommitterEmail, now),
            change.Message,
            repository.ObjectDatabase.CreateTree(tree),
            parent is null ? [] : [parent],
            prettifyMessage: true);
        own.Add(commit.Sha);
        return commit;
    }

    /// <summary>Pushes one commit. Whatever happens, the local branch ends at what the remote is known to have.</summary>
    /// <exception cref="NonFastForwardException">The remote moved on.</exception>
    /// <exception cref="RepositoryException">The remote refused.</exception>
    public void Push(Commit commit)
    {
        string? refusal = null;
        repository.Refs.Add(Branch, commit.Id, allowOverwrite: true);
        try
        {
            var options = new PushOptions { CredentialsProvider = Credentials(), CertificateCheck = CheckCertificate, OnPushStatusError = error => refusal = error.Message };
            repository.Network.Push(repository.Network.Remotes["origin"], $"{Branch}:{Branch}", options);
            if (refusal is not null) throw new RepositoryException($"The declarations repository refused the commit: {refusal}");
            repository.Refs.Add(Remote, commit.Id, allowOverwrite: true);
        }
        finally
        {
            if (Head is { } head) repository.Refs.Add(Branch, head.Id, allowOverwrite: true);
            else repository.Refs.Remove(Branch);
        }
    }

    /// <summary>Whether the remote has the commit, as far as is known since the last fetch.</summary>
    public bool Has(Commit commit) => Head is { } head && repository.ObjectDatabase.FindMergeBase(commit, head)?.Id == commit.Id;

    public void Dispose() => repository.Dispose();

    private bool CheckCertificate(Certificate certificate, bool isValid, string host) =>
        certificate is CertificateX509 shown && settings.Trust.Believes(shown.Certificate, isValid, host);

    /// <summary>Libgit2 would ask again and again where the first answer was refused, and a server may answer each slowly.</summary>
    private CredentialsHandler Credentials()
    {
        var isAsked = false;
        return (_, _, _) =>
        {
            if (isAsked) throw new LibGit2SharpException(RefusedCredentials);
            isAsked = true;
            return new UsernamePasswordCredentials { Username = settings.Username, Password = settings.Token };
        };
    }
}
